package org.practicehub.submission.security;

import org.practicehub.submission.practice.Person;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;

import java.time.Instant;

/** Turns a verified token into the person who calls. */
public final class Callers {

    public static final String CONTRIBUTOR = "contributor";
    public static final String MODERATOR = "moderator";
    public static final String ADMINISTRATOR = "administrator";

    public static Person of(Authentication authentication) {
        Jwt token = (Jwt) authentication.getPrincipal();
        if (token == null || token.getSubject() == null) {
            throw new IllegalStateException("an authenticated request without a subject");
        }
        String name = token.getClaimAsString("name");
        if (name == null || name.isBlank()) {
            name = token.getClaimAsString("preferred_username");
        }
        return new Person(
                token.getSubject(),
                name == null || name.isBlank() ? token.getSubject() : name,
                token.getClaimAsString("email"),
                token.getClaimAsString("organisation"));
    }

    /** When the caller's token ends. */
    public static Instant until(Authentication authentication) {
        return authentication.getPrincipal() instanceof Jwt token && token.getExpiresAt() != null
                ? token.getExpiresAt()
                : Instant.MIN;
    }

    public static boolean isModerator(Authentication authentication) {
        return is(MODERATOR, authentication);
    }

    public static boolean isAdministrator(Authentication authentication) {
        return is(ADMINISTRATOR, authentication);
    }

    private static boolean is(String role, Authentication authentication) {
        return authentication.getAuthorities().stream()
                .anyMatch(authority -> ("ROLE_" + role).equals(authority.getAuthority()));
    }

    private Callers() {}
}
