package org.practicehub.tokens;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;

/** How a service answers when it does not take a token. */
public final class TokenFailures {

    /**
     * All failures are answered by the entry point, also when nobody can say whether the token is
     * good, as while the provider of the keys is away: it is told of an {@code
     * AuthenticationServiceException} then, and should answer 503. Spring Security throws that one
     * at the container instead, whose page for errors calls it an error of ours, or a bad token.
     */
    public static ObjectPostProcessor<BearerTokenAuthenticationFilter> answeredBy(
            AuthenticationEntryPoint entryPoint) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(entryPoint::commence);
                return filter;
            }
        };
    }

    private TokenFailures() {}
}
