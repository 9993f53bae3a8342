package org.practicehub.catalogue.bundle;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import java.nio.file.Path;
import java.util.List;

/**
 * Who signs, and who is believed.
 *
 * @param keyFile of this instance's key; made at the first need
 * @param trustedKeys public keys as {@link SigningKey#publicKey} writes them; the own one is always
 *     believed
 */
@Validated
@ConfigurationProperties("catalogue.bundle")
record BundleProperties(@NotNull Path keyFile, List<String> trustedKeys) {

    BundleProperties {
        trustedKeys = trustedKeys == null ? List.of() : List.copyOf(trustedKeys);
    }
}
