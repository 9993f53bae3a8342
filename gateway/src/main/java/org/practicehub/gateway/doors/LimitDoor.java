package org.practicehub.gateway.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.gateway.problems.Problem;
import org.practicehub.gateway.problems.Problems;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.time.Duration;

/** Asks clients that ask too much to wait. */
public class LimitDoor extends OncePerRequestFilter {

    private final RateLimits limits;
    private final Problems problems;

    LimitDoor(RateLimits limits, Problems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Jwt token = request.getAttribute(TokenDoor.TOKEN) instanceof Jwt jwt ? jwt : null;
        Duration wait = limits.take(request, response, token);
        if (wait == null) {
            chain.doFilter(request, response);
        } else {
            problems.answer(request, response, Problem.rateLimited(wait));
        }
    }
}
