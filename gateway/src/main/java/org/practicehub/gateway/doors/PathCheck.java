package org.practicehub.gateway.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.gateway.problems.Problem;
import org.practicehub.gateway.problems.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.Locale;

/**
 * Refuses paths that two readers could understand differently: the gateway decides by one reading
 * and the service acts on another, so there must be only one. Looks at the raw path, before any
 * decoding.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class PathCheck extends OncePerRequestFilter {

    private static final int LONGEST = 4096;

    private final Problems problems;

    PathCheck(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAmbiguous(request.getRequestURI())) {
            problems.answer(
                    request,
                    response,
                    Problem.malformedPath(
                            "Empty segments, dot segments, encoded slashes, dots, percent signs and"
                                    + " control characters, backslashes and path parameters are"
                                    + " not accepted."));
            return;
        }
        chain.doFilter(request, response);
    }

    static boolean isAmbiguous(String path) {
        if (!path.startsWith("/") || path.length() > LONGEST) {
            return true;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == ';' || c == '\\') {
                return true;
            }
            if (c == '/' && i + 1 < path.length() && path.charAt(i + 1) == '/') {
                return true;
            }
            if (c == '.' && isDotSegment(path, i)) {
                return true;
            }
            if (c == '%' && isTreacherous(path, i)) {
                return true;
            }
        }
        return false;
    }

    /** At a dot: a whole segment of one or two dots. */
    private static boolean isDotSegment(String path, int at) {
        if (path.charAt(at - 1) != '/') {
            return false;
        }
        int end = at + 1;
        if (end < path.length() && path.charAt(end) == '.') {
            end++;
        }
        return end == path.length() || path.charAt(end) == '/';
    }

    /** At a percent sign: broken, or an encoded delimiter, dot, percent or control character. */
    private static boolean isTreacherous(String path, int at) {
        if (at + 2 >= path.length()) {
            return true;
        }
        String hex = path.substring(at + 1, at + 3).toLowerCase(Locale.ROOT);
        int value;
        try {
            value = Integer.parseInt(hex, 16);
        } catch (NumberFormatException e) {
            return true;
        }
        if (hex.charAt(0) == '+' || hex.charAt(0) == '-') {
            return true;
        }
        return value < 0x20
                || value == 0x7f
                || value == '.'
                || value == '/'
                || value == '\\'
                || value == '%'
                || value == ';';
    }
}
