package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * A {@code scheme:code} set on a practice, with who set it and why.
 *
 * @param scheme {@code country}, {@code group}, {@code sdg}, {@code sdg-target} or {@code gcm}
 * @param code within the scheme: {@code MA}, {@code ASEAN}, {@code 10}, {@code 10.7}, {@code 23}
 * @param role of a country tag; absent for other schemes
 * @param confidence from 0 to 1; 1 where a person or a citation decided
 * @param evidence the spans of text that support the tag; empty when a person set it
 * @param generation the tagger generation that suggested the tag; absent when a person set it
 */
public record Tag(
        String scheme,
        String code,
        @Nullable CountryRole role,
        Origin origin,
        double confidence,
        List<Evidence> evidence,
        @Nullable Integer generation) {

    public Tag {
        Objects.requireNonNull(scheme, "scheme is missing");
        Objects.requireNonNull(code, "code is missing");
        Objects.requireNonNull(origin, "origin is missing");
        evidence = Lists.orEmpty(evidence);
    }

    /** {@code scheme:code}, as tags are written everywhere. */
    public String term() {
        return scheme + ":" + code;
    }
}
