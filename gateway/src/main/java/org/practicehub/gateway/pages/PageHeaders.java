package org.practicehub.gateway.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.gateway.routes.Upstreams;
import org.practicehub.gateway.signin.SignIn;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Security headers on every answer; the strict content policy on pages. What a service says about
 * its own answer replaces what stands here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class PageHeaders extends OncePerRequestFilter {

    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private static final Pattern PERSONAL =
            Pattern.compile("^/(review|submit|my-submissions|subscriptions|login)");

    private final String pagePolicy;
    private final boolean secure;

    PageHeaders(Upstreams upstreams, SignIn signIn) {
        // Signing out is a form whose answer leads to the identity provider.
        this.pagePolicy =
                "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self';"
                        + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                        + " form-action 'self' "
                        + origin(signIn.endSession());
        this.secure = "https".equals(upstreams.publicUrl().getScheme());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        if (secure) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (path.startsWith("/api/") || path.startsWith("/feeds/") || path.equals("/oai")) {
            response.setHeader("Content-Security-Policy", DATA_POLICY);
        } else if (!path.startsWith("/auth/")) {
            response.setHeader("Content-Security-Policy", pagePolicy);
            response.setHeader("X-Frame-Options", "DENY");
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            response.setHeader("Permissions-Policy", "geolocation=(), camera=(), microphone=()");
            if (PERSONAL.matcher(path).find()) {
                response.setHeader("Cache-Control", "no-store");
            } else if (!path.startsWith("/assets/")) {
                response.setHeader("Cache-Control", "private, no-cache");
            }
        }
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return true;
    }

    private static String origin(URI address) {
        int port = address.getPort();
        return address.getScheme() + "://" + address.getHost() + (port < 0 ? "" : ":" + port);
    }
}
