package org.practicehub.gateway.doors;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.net.URI;
import java.util.Set;

/**
 * How many requests one client may make in a minute. A client is an account, or an address when
 * there is no token. Unused requests do not add up beyond one minute's.
 *
 * @param scale all of them times this; 0 means 1, or 1000 when the public address is this machine,
 *     where everybody who tries the hub, tests and measures it is one address
 * @param clients remembered at most
 * @param exemptClients accounts (sub) and clients (azp, client_id) without limits: the benchmarks
 */
@Validated
@ConfigurationProperties("gateway.limits")
record Limits(
        @Min(0) @DefaultValue("0") int scale,
        @Min(100) @DefaultValue("200000") int clients,
        @DefaultValue("practice-hub-bench") Set<String> exemptClients,
        @DefaultValue @Valid PerMinute perMinute) {

    /** By class of route. */
    record PerMinute(
            @Min(1) @DefaultValue("1200") int reading,
            @Min(1) @DefaultValue("600") int writing,
            @Min(1) @DefaultValue("60") int importing,
            @Min(1) @DefaultValue("30") int subscribing,
            @Min(1) @DefaultValue("120") int signingIn,
            @Min(1) @DefaultValue("60") int guessing) {}

    private static final int WIDE = 1000;

    int scaleAt(URI publicUrl) {
        if (scale > 0) {
            return scale;
        }
        String host = publicUrl.getHost();
        return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host)
                ? WIDE
                : 1;
    }

    /**
     * @param scaled what the scale came to
     */
    long of(RouteClass routes, int scaled) {
        int base =
                switch (routes) {
                    case READING -> perMinute.reading();
                    case WRITING -> perMinute.writing();
                    case IMPORTING -> perMinute.importing();
                    case SUBSCRIBING -> perMinute.subscribing();
                    case SIGNING_IN -> perMinute.signingIn();
                    case GUESSING -> perMinute.guessing();
                };
        return (long) base * scaled;
    }
}
