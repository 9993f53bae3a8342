package org.practicehub.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the machine suggests for one version of a content.
 *
 * @param sequence copied from the {@link PracticeSubmitted} or {@link PracticeRevised} it answers;
 *     of two answers the one with the higher (sequence, generation) counts
 * @param generation which tagger answered: rules, vocabularies and weights together
 * @param language the language the text was read in, BCP 47
 * @param notAttempted what the tagger did not try in this language, for instance {@code
 *     goals:model}
 */
public record PracticeTagged(
        String practiceId,
        long sequence,
        Instant occurredAt,
        int revision,
        int generation,
        String language,
        List<Tag> tags,
        List<String> notAttempted)
        implements HubEvent {

    public PracticeTagged {
        Objects.requireNonNull(practiceId, "practiceId is missing");
        Objects.requireNonNull(occurredAt, "occurredAt is missing");
        Objects.requireNonNull(language, "language is missing");
        tags = Lists.orEmpty(tags);
        notAttempted = Lists.orEmpty(notAttempted);
    }

    @Override
    public String key() {
        return practiceId;
    }
}
