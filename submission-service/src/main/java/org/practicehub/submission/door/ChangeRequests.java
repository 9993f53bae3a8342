package org.practicehub.submission.door;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.PathParameter;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.security.Callers;
import org.practicehub.submission.web.ProblemException;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Hands {@link ChangeRequest} to operations, and tells the readers of the interface of it. */
@Configuration(proxyBeanMethods = false)
class ChangeRequests implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ChangeRequest.class;
    }

    @Override
    public ChangeRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null || !(request.getUserPrincipal() instanceof Authentication caller)) {
            throw new IllegalStateException("a change that nobody asks for");
        }
        return new ChangeRequest(
                PracticeId.parse(id(web)).orElseThrow(ProblemException::notFound),
                Callers.of(caller),
                Callers.isAdministrator(caller),
                request);
    }

    private static String id(NativeWebRequest web) {
        return web.getAttribute(
                                HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE,
                                RequestAttributes.SCOPE_REQUEST)
                        instanceof Map<?, ?> variables
                ? String.valueOf(variables.get("id"))
                : "";
    }

    @Bean
    OperationCustomizer changeRequestsInTheDocument() {
        return (operation, method) -> {
            if (Arrays.stream(method.getMethodParameters()).anyMatch(this::supportsParameter)) {
                describe(operation);
            }
            return operation;
        };
    }

    private static void describe(Operation operation) {
        operation.addParametersItem(
                new PathParameter()
                        .name("id")
                        .description("The practice.")
                        .schema(new StringSchema().format("uuid")));
        operation.addParametersItem(
                new HeaderParameter()
                        .name(HttpHeaders.IF_MATCH)
                        .description("The ETag of what was seen.")
                        .required(false)
                        .schema(new StringSchema()));
    }
}
