package org.practicehub.catalogue.practice;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.util.Map;

/**
 * Knows the address of a practice by its shape. Addresses with a variable in them are compared with
 * all there are, one by one, which took a fifth of reading a practice; whatever is not one of these
 * is looked up as ever.
 */
@Component
class PracticeMapping implements WebMvcRegistrations {

    private static final String PREFIX = "/api/v1/practices/";
    private static final int ID_LENGTH = 36;

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new ByShape();
    }

    private static final class ByShape extends RequestMappingHandlerMapping {

        private Map.@Nullable Entry<RequestMappingInfo, HandlerMethod> practice;

        @Override
        protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> methods) {
            super.handlerMethodsInitialized(methods);
            practice =
                    methods.entrySet().stream()
                            .filter(
                                    each ->
                                            each.getKey()
                                                    .getPatternValues()
                                                    .contains(PREFIX + "{id}"))
                            .findFirst()
                            .orElseThrow();
        }

        @Override
        protected @Nullable HandlerMethod lookupHandlerMethod(
                String path, HttpServletRequest request) throws Exception {
            var known = practice;
            if (known != null && isPractice(path)) {
                RequestMappingInfo match = known.getKey().getMatchingCondition(request);
                if (match != null) {
                    request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, known.getValue());
                    handleMatch(match, path, request);
                    return known.getValue();
                }
            }
            return super.lookupHandlerMethod(path, request);
        }

        private static boolean isPractice(String path) {
            return path.length() == PREFIX.length() + ID_LENGTH
                    && path.startsWith(PREFIX)
                    && path.indexOf('/', PREFIX.length()) < 0;
        }
    }
}
