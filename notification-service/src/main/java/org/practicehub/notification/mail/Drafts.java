package org.practicehub.notification.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What many people are told in the same words is written once, with gaps where each one's own
 * tokens go. Kept while the practice itself is.
 */
final class Drafts {

    /** Of one practice: languages times combinations of criteria. */
    private static final int MOST = 64;

    /** Nobody can write it into a practice, for nobody knows it. */
    private final String gap = "gap-" + UUID.randomUUID() + "-";

    private final Cache<PracticePublished, Cache<Variant, Draft>> byPractice =
            Caffeine.newBuilder().weakKeys().maximumSize(50).build();

    /** What the words depend on besides the practice. */
    record Variant(Occasion occasion, @Nullable String note, String language, List<Criteria> met) {

        Variant {
            met = List.copyOf(met);
        }
    }

    /** A subject, and a body with a gap for every token. */
    record Draft(String subject, Body body) {}

    /** A letter: its subject, and the same in text and HTML. */
    record Written(String subject, String text, String html) {}

    /**
     * @param tokens how many each mail has of its own, fit for the query of an address
     * @param write called with what stands for the tokens, unless these words are known
     */
    Draft draft(
            PracticePublished practice,
            Variant variant,
            int tokens,
            Function<List<String>, Written> write) {
        return byPractice
                .get(practice, _ -> Caffeine.newBuilder().maximumSize(MOST).build())
                .get(variant, _ -> draft(tokens, write));
    }

    private Draft draft(int count, Function<List<String>, Written> write) {
        List<String> gaps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gaps.add(gap + i + ".");
        }
        Written written = write.apply(gaps);
        return new Draft(
                written.subject(),
                Body.of(Cut.of(written.text(), gap), Cut.of(written.html(), gap)));
    }
}
