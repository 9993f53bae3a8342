package org.practicehub.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

import java.io.IOException;

class TokenFailuresTests {

    @Test
    void aProviderThatIsAwayIsAnsweredByWhoAnswersBadTokens() throws ServletException, IOException {
        assertThat(answerTo(new AuthenticationServiceException("away"))).isEqualTo(503);
        assertThat(answerTo(new InvalidBearerTokenException("bad"))).isEqualTo(401);
    }

    private static int answerTo(AuthenticationException failure)
            throws ServletException, IOException {
        AuthenticationManager refusing =
                _ -> {
                    throw failure;
                };
        BearerTokenAuthenticationFilter filter =
                TokenFailures.answeredBy(
                                (_, response, told) ->
                                        response.setStatus(
                                                told instanceof AuthenticationServiceException
                                                        ? 503
                                                        : 401))
                        .postProcess(new BearerTokenAuthenticationFilter(refusing));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", "Bearer some-token");
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
