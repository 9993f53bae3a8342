package org.practicehub.notification.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.notification.web.Problem.Fault;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Refuses query parameters that the operation does not know: a misspelt wish is no wish. */
final class UnknownParameters implements HandlerInterceptor {

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query == null
                || !(handler instanceof HandlerMethod method)
                || !method.getBeanType().getPackageName().startsWith("org.practicehub")) {
            return true;
        }
        Set<String> names = known.computeIfAbsent(method, UnknownParameters::parameters);
        List<Fault> unknown =
                Arrays.stream(query.split("&"))
                        .filter(pair -> !pair.isEmpty())
                        .map(UnknownParameters::name)
                        .filter(name -> !names.contains(name))
                        .distinct()
                        .map(name -> new Fault(name, "is not a parameter of this operation"))
                        .toList();
        if (!unknown.isEmpty()) {
            throw Problem.unknownParameters(unknown);
        }
        return true;
    }

    private static String name(String pair) {
        String name = pair.substring(0, pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('='));
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static Set<String> parameters(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(parameter -> parameter.getParameter().getName())
                .collect(Collectors.toUnmodifiableSet());
    }
}
