package org.practicehub.gateway.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.gateway.problems.Problem;
import org.practicehub.gateway.problems.Problems;
import org.practicehub.gateway.tokens.AccessTokens;
import org.practicehub.gateway.tokens.AccessTokens.Verdict;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.time.Duration;
import java.util.Enumeration;

/**
 * Turns away bearer tokens that are no good before they cost a service anything. No token is no
 * offence here: what is public is decided by the services, each for itself.
 */
class TokenDoor extends OncePerRequestFilter {

    /** Set to the checked token: who the caller is, for the limits. */
    static final String TOKEN = TokenDoor.class.getName();

    private static final String SCHEME = "bearer ";

    private final AccessTokens tokens;
    private final RateLimits limits;
    private final Problems problems;

    TokenDoor(AccessTokens tokens, RateLimits limits, Problems problems) {
        this.tokens = tokens;
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Enumeration<String> given = request.getHeaders("Authorization");
        if (!given.hasMoreElements()) {
            chain.doFilter(request, response);
            return;
        }
        String header = given.nextElement();
        if (given.hasMoreElements()) {
            refuse(request, response, "There is more than one Authorization header.");
            return;
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            refuse(request, response, "Only bearer tokens are accepted.");
            return;
        }
        Duration wait = limits.guessedTooOften(request);
        if (wait != null) {
            problems.answer(request, response, Problem.rateLimited(wait));
            return;
        }
        switch (tokens.check(header.substring(SCHEME.length()).strip())) {
            case Verdict.Good(var token) -> {
                request.setAttribute(TOKEN, token);
                chain.doFilter(request, response);
            }
            case Verdict.Bad() -> {
                limits.countGuess(request);
                refuse(
                        request,
                        response,
                        "It is malformed, expired, from another issuer or for another audience.");
            }
            case Verdict.Unknown() ->
                    problems.answer(
                            request,
                            response,
                            Problem.unavailable("The identity provider", Duration.ofSeconds(5)));
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String why)
            throws IOException {
        response.setHeader(
                "WWW-Authenticate", "Bearer realm=\"practice-hub\", error=\"invalid_token\"");
        problems.answer(request, response, Problem.unauthenticated(why));
    }
}
