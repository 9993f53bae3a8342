package org.practicehub.gateway.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.gateway.routes.RequestIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.time.Duration;

/**
 * One line for a request: method, path, status, time, id. Never a query (links in e-mails carry
 * tokens there), a header, a cookie or a body. The path is logged as it came, in which the
 * container admits no control characters: it cannot forge lines.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class AccessLog extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
    private static final int LONGEST_PATH = 200;

    /** Which requests are worth a line. */
    enum Which {
        ALL,
        /** Refused, failed or slow. */
        PROBLEMS,
        NONE
    }

    /**
     * @param slow from here on a request counts as a problem
     */
    @ConfigurationProperties("gateway.access-log")
    record Settings(@DefaultValue("problems") Which write, @DefaultValue("2s") Duration slow) {}

    private final Settings settings;

    AccessLog(Settings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long begun = System.nanoTime();
        boolean finished = false;
        try {
            chain.doFilter(request, response);
            finished = true;
        } finally {
            long nanos = System.nanoTime() - begun;
            int status = finished ? response.getStatus() : 500;
            if (settings.write() == Which.ALL
                    || (settings.write() == Which.PROBLEMS
                            && (status >= 400 || nanos > settings.slow().toNanos()))) {
                String path = request.getRequestURI();
                log.info(
                        "{} {} {} {} ms {}",
                        request.getMethod(),
                        path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path,
                        status,
                        nanos / 1_000_000,
                        request.getAttribute(RequestIds.ATTRIBUTE));
            }
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return settings.write() == Which.NONE
                || request.getRequestURI().startsWith("/actuator/health");
    }
}
