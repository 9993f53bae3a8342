package org.practicehub.events;

import java.time.Instant;

/** The content of a practice on its way was changed after it had been handed in. */
public record PracticeRevised(
        String practiceId, long sequence, Instant occurredAt, int revision, Content content)
        implements HubEvent {

    @Override
    public String key() {
        return practiceId;
    }
}
