package org.practicehub.gateway.pages;

import org.practicehub.gateway.routes.Upstreams;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps the session of somebody who opened a mailed link: seen by the pages that need it only,
 * never by scripts, never sent from another site.
 */
@Component
class SubscriberCookie {

    static final String NAME = "hub_subscriber";

    private static final String PATH = "/subscriptions/manage";
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final boolean secure;
    private final Clock clock;

    SubscriberCookie(Upstreams upstreams, Clock clock) {
        this.secure = "https".equals(upstreams.publicUrl().getScheme());
        this.clock = clock;
    }

    /** As a Set-Cookie header; gone with the session, after half an hour at the latest. */
    String keeping(String session, Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        return of(session, left.compareTo(LONGEST) > 0 ? LONGEST : left);
    }

    String forgotten() {
        return of("", Duration.ZERO);
    }

    private String of(String value, Duration age) {
        return ResponseCookie.from(NAME, value)
                .path(PATH)
                .httpOnly(true)
                .sameSite("Strict")
                .secure(secure)
                .maxAge(age.isNegative() ? Duration.ZERO : age)
                .build()
                .toString();
    }
}
