package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.CountryRole;

import java.time.Instant;

/**
 * What a moderator decided about one tag; it outlives every new suggestion of the machine.
 *
 * @param role of a country tag that was added; a removal removes the tag in every role
 */
public record TagDecision(
        Action action,
        String scheme,
        String code,
        @Nullable CountryRole role,
        String by,
        Instant at) {

    /** What was decided. */
    public enum Action {
        ADDED,
        REMOVED
    }

    TagDecision by(String other) {
        return new TagDecision(action, scheme, code, role, other, at);
    }

    public String term() {
        return scheme + ":" + code;
    }
}
