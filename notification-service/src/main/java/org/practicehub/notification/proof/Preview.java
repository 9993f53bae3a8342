package org.practicehub.notification.proof;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.ReferenceMatcher;
import org.practicehub.events.PracticePublished;
import org.practicehub.notification.matching.TopicMerges;
import org.practicehub.notification.planning.FanOutJob;
import org.practicehub.notification.planning.Jobs;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How much a subscription would have told lately, before anybody makes it. */
@Component
class Preview {

    static final Duration WINDOW = Duration.ofDays(90);

    /** Publications that are looked at, the newest; what came before is not counted. */
    private static final int MOST = 2000;

    private static final int EXAMPLES = 3;
    private static final String ONLY = "publications";

    private final TopicMerges topics;
    private final Clock clock;
    private final LoadingCache<String, List<PracticePublished>> recent;

    Preview(Jobs jobs, TopicMerges topics, Clock clock) {
        this.topics = topics;
        this.clock = clock;
        recent =
                Caffeine.newBuilder()
                        .expireAfterWrite(Duration.ofMinutes(1))
                        .build(
                                _ ->
                                        jobs
                                                .publishedSince(clock.instant().minus(WINDOW), MOST)
                                                .stream()
                                                .map(FanOutJob::practice)
                                                .toList());
    }

    /**
     * @param since what was looked at was published from then on
     * @param lookedAt publications, at most 2,000
     * @param examples the newest of those that match
     */
    record Answer(Instant since, int lookedAt, int matches, List<Example> examples) {}

    record Example(String practiceId, String title) {}

    Answer of(Criteria criteria) {
        List<PracticePublished> all = recent.get(ONLY);
        List<PracticePublished> met =
                all.stream()
                        .filter(each -> ReferenceMatcher.matches(criteria, topics.widened(each)))
                        .toList();
        Instant since =
                all.size() < MOST ? clock.instant().minus(WINDOW) : all.getLast().notifiableAt();
        return new Answer(
                since,
                all.size(),
                met.size(),
                met.stream()
                        .limit(EXAMPLES)
                        .map(each -> new Example(each.practiceId(), each.content().title()))
                        .toList());
    }
}
