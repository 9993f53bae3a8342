package org.practicehub.submission.topics;

import org.practicehub.events.Content;
import org.practicehub.submission.practice.Contents;
import org.practicehub.submission.practice.ReadAtStart;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which topic stands for a merged one, and which want two reviewers, in memory: there are a few
 * dozen topics at most.
 */
@Component
public class CurrentTopics implements ReadAtStart {

    private final EditorialTopics topics;
    private final Map<String, String> merged = new ConcurrentHashMap<>();
    private final Set<String> twoReviewers = ConcurrentHashMap.newKeySet();

    CurrentTopics(EditorialTopics topics) {
        this.topics = topics;
    }

    @Override
    public void read() {
        topics.merged()
                .forEach(topic -> merged.put(topic.slug(), String.valueOf(topic.mergedInto())));
        topics.all().forEach(this::changed);
    }

    /** It was created, or is called or reviewed in another way. */
    void changed(Topic topic) {
        if (topic.twoReviewers()) {
            twoReviewers.add(topic.slug());
        } else {
            twoReviewers.remove(topic.slug());
        }
    }

    /** Whether any of its topics wants two moderators to agree on it. */
    public boolean needTwoReviewers(Content content) {
        return !twoReviewers.isEmpty()
                && content.topics().stream()
                        .map(topic -> merged.getOrDefault(topic, topic))
                        .anyMatch(twoReviewers::contains);
    }

    void merged(String from, String to) {
        merged.replaceAll((slug, into) -> into.equals(from) ? to : into);
        merged.put(from, to);
    }

    /** The content with the topics that its topics have been merged into. */
    public Content in(Content content) {
        if (merged.isEmpty() || content.topics().stream().noneMatch(merged::containsKey)) {
            return content;
        }
        List<String> current =
                content.topics().stream()
                        .map(topic -> merged.getOrDefault(topic, topic))
                        .distinct()
                        .toList();
        return Contents.withTopics(content, current);
    }
}
