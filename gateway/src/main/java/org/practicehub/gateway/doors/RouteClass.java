package org.practicehub.gateway.doors;

import jakarta.servlet.http.HttpServletRequest;

import org.practicehub.gateway.routes.Route;
import org.practicehub.gateway.routes.Route.Carriage;

import java.util.Locale;

/** What a request costs, roughly: each kind has its own limit. */
enum RouteClass {
    READING,
    WRITING,
    IMPORTING,
    /** Makes the hub write to an address that somebody gave. */
    SUBSCRIBING,
    SIGNING_IN,
    /** Bad tokens. */
    GUESSING;

    static RouteClass of(HttpServletRequest request) {
        String path = request.getRequestURI();
        String method = request.getMethod();
        if (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")) {
            return READING;
        }
        if (path.startsWith("/auth/")) {
            return SIGNING_IN;
        }
        if (path.startsWith("/api/v1/subscriptions") || path.startsWith("/subscriptions")) {
            return SUBSCRIBING;
        }
        boolean whole =
                Route.of(path).filter(route -> route.carriage() == Carriage.IMPORT).isPresent();
        return whole ? IMPORTING : WRITING;
    }

    /** As the headers name it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
