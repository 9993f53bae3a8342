package org.practicehub.gateway.routes;

import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.problems.Problem;
import org.practicehub.gateway.problems.Problems;
import org.practicehub.gateway.routes.Carrier.Outcome;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.Objects;

/** The routes as the gateway's router functions. */
@Configuration(proxyBeanMethods = false)
class Routing {

    @Bean
    RouterFunction<ServerResponse> routes(Carrier carrier, Problems problems) {
        @Nullable RouterFunction<ServerResponse> all = null;
        for (Route route : Route.values()) {
            RouterFunction<ServerResponse> one =
                    route(route.name())
                            .route(leadsTo(route), carriedAlong(route, carrier, problems))
                            .build();
            all = all == null ? one : all.and(one);
        }
        return Objects.requireNonNull(all);
    }

    private static RequestPredicate leadsTo(Route route) {
        return request ->
                route.patterns().stream()
                        .anyMatch(
                                pattern ->
                                        pattern.matches(
                                                request.requestPath().pathWithinApplication()));
    }

    private static HandlerFunction<ServerResponse> carriedAlong(
            Route route, Carrier carrier, Problems problems) {
        return (ServerRequest request) -> {
            var outcome = carrier.send(route, request.servletRequest());
            return GatewayServerResponse.ok()
                    .build(
                            (servletRequest, servletResponse) -> {
                                Problem problem =
                                        switch (outcome) {
                                            case Outcome.Answered(var answer) ->
                                                    carrier.deliver(route, answer, servletResponse);
                                            case Outcome.Failed(var failure, var _) -> failure;
                                        };
                                if (problem != null) {
                                    problems.answer(servletRequest, servletResponse, problem);
                                }
                                return null;
                            });
        };
    }
}
