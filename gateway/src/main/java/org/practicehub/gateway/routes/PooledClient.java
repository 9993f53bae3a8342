package org.practicehub.gateway.routes;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

import java.time.Duration;

/**
 * The one HTTP client: blocking connections, kept alive, on virtual threads. The minimal variant
 * follows no redirects, keeps no cookies, decodes nothing and repeats nothing: all of that is the
 * business of whoever stands in front of the gateway.
 */
@Configuration(proxyBeanMethods = false)
class PooledClient {

    /** Below the services' keep-alive timeouts, so that we close first. */
    private static final Timeout IDLE = Timeout.ofSeconds(15);

    /** People wait for pages; programs may wait longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Bean
    PoolingHttpClientConnectionManager upstreamConnections(Upstreams upstreams) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setMaxConnPerRoute(upstreams.connections())
                .setMaxConnTotal(upstreams.connections() * Service.values().length)
                .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(upstreams.connectTimeout()))
                                .setSocketTimeout(Timeout.of(upstreams.answerTimeout()))
                                .setIdleTimeout(IDLE)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                .build();
    }

    @Bean
    CloseableHttpClient upstreamClient(PoolingHttpClientConnectionManager connections) {
        return HttpClients.createMinimal(connections);
    }

    /** The same connections for the gateway's own questions: pages, keys and tokens. */
    @Bean
    ClientHttpRequestFactory ownQuestions(
            PoolingHttpClientConnectionManager connections, Upstreams upstreams) {
        var factory =
                new HttpComponentsClientHttpRequestFactory(
                        HttpClients.custom()
                                .setConnectionManager(connections)
                                .setConnectionManagerShared(true)
                                .disableAuthCaching()
                                .disableAutomaticRetries()
                                .disableConnectionState()
                                .disableContentCompression()
                                .disableCookieManagement()
                                .disableRedirectHandling()
                                .setUserAgent("practice-hub-gateway")
                                .build());
        factory.setReadTimeout(PATIENCE);
        factory.setConnectionRequestTimeout(upstreams.connectTimeout());
        return factory;
    }
}
