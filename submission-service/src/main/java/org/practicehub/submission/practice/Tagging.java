package org.practicehub.submission.practice;

import org.practicehub.events.Tag;

import java.util.List;

/**
 * What the machine suggests for the present content.
 *
 * @param sequence of the content event that was answered
 * @param generation which tagger answered
 */
public record Tagging(
        long sequence, int generation, String language, List<Tag> tags, List<String> notAttempted) {

    public Tagging {
        tags = List.copyOf(tags);
        notAttempted = List.copyOf(notAttempted);
    }

    Tagging with(List<Tag> others) {
        return new Tagging(sequence, generation, language, others, notAttempted);
    }

    Tagging answering(long otherSequence) {
        return new Tagging(otherSequence, generation, language, tags, notAttempted);
    }

    boolean isOlderThan(long otherSequence, int otherGeneration) {
        return sequence < otherSequence
                || (sequence == otherSequence && generation < otherGeneration);
    }
}
