package org.practicehub.local.identity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Spring Authorization Server in a context of its own, on loopback, behind the gateway's {@code
 * /auth}. Its accounts are public knowledge: it must never be reachable from elsewhere.
 */
public final class IdentityProvider implements AutoCloseable {

    public static final String CONTEXT_PATH = "/auth";

    private final ConfigurableApplicationContext context;

    private IdentityProvider(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * @param folder where the signing key is kept
     * @param port 0 for any free one
     * @param publicUrl the gateway's address, without a path
     */
    public static IdentityProvider start(Path folder, int port, URI publicUrl) {
        var application = new SpringApplication(IdentityConfiguration.class);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(
                Map.ofEntries(
                        Map.entry("spring.config.name", "identity-provider"),
                        Map.entry("spring.main.banner-mode", "off"),
                        Map.entry("spring.threads.virtual.enabled", true),
                        Map.entry("server.address", "127.0.0.1"),
                        Map.entry("server.port", port),
                        Map.entry("server.servlet.context-path", CONTEXT_PATH),
                        Map.entry("server.servlet.session.cookie.name", "HUB_IDENTITY"),
                        Map.entry("server.servlet.session.cookie.same-site", "lax"),
                        Map.entry("server.tomcat.max-keep-alive-requests", -1),
                        Map.entry("practicehub.identity.folder", folder.toString()),
                        Map.entry("practicehub.identity.public-url", publicUrl.toString())));
        return new IdentityProvider(application.run());
    }

    public URI address() {
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return URI.create("http://127.0.0.1:" + web.getWebServer().getPort());
        }
        throw new IllegalStateException("The identity provider has no web server");
    }

    public URI jwkSet() {
        return address().resolve(CONTEXT_PATH + "/oauth2/jwks");
    }

    @Override
    public void close() {
        context.close();
    }
}
