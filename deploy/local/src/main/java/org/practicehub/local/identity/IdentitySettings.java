package org.practicehub.local.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.net.URI;
import java.nio.file.Path;

/**
 * @param folder where the signing key is kept
 * @param publicUrl where browsers find the gateway
 */
@ConfigurationProperties("practicehub.identity")
record IdentitySettings(Path folder, URI publicUrl) {

    String issuer() {
        return publicUrl + IdentityProvider.CONTEXT_PATH;
    }
}
