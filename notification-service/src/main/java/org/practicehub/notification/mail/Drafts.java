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

    /** The subject, text and HTML with a gap for every token, each cut at its gaps. */
    private record Draft(String subject, Cut text, Cut html) {}

    /**
     * @param gaps the number of the token behind each piece but the last
     */
    private record Cut(List<String> pieces, List<Integer> gaps) {

        static Cut of(String written, String gap) {
            List<String> pieces = new ArrayList<>();
            List<Integer> gaps = new ArrayList<>();
            int from = 0;
            for (int at = written.indexOf(gap); at >= 0; at = written.indexOf(gap, from)) {
                int end = written.indexOf('.', at + gap.length());
                pieces.add(written.substring(from, at));
                gaps.add(Integer.parseInt(written.substring(at + gap.length(), end)));
                from = end + 1;
            }
            pieces.add(written.substring(from));
            return new Cut(List.copyOf(pieces), List.copyOf(gaps));
        }

        String with(List<String> tokens) {
            StringBuilder whole = new StringBuilder(pieces.getFirst());
            for (int i = 0; i < gaps.size(); i++) {
                whole.append(tokens.get(gaps.get(i))).append(pieces.get(i + 1));
            }
            return whole.toString();
        }
    }

    /** A letter: its subject, and the same in text and HTML. */
    record Written(String subject, String text, String html) {}

    /**
     * @param tokens that go into the gaps; fit for the query of an address
     * @param write called with what stands for the tokens, unless these words are known
     */
    Written written(
            PracticePublished practice,
            Variant variant,
            List<String> tokens,
            Function<List<String>, Written> write) {
        Draft draft =
                byPractice
                        .get(practice, _ -> Caffeine.newBuilder().maximumSize(MOST).build())
                        .get(variant, _ -> draft(tokens.size(), write));
        return new Written(draft.subject(), draft.text().with(tokens), draft.html().with(tokens));
    }

    private Draft draft(int count, Function<List<String>, Written> write) {
        List<String> gaps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gaps.add(gap + i + ".");
        }
        Written written = write.apply(gaps);
        return new Draft(
                written.subject(), Cut.of(written.text(), gap), Cut.of(written.html(), gap));
    }
}
