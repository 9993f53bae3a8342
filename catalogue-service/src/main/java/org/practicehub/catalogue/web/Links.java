package org.practicehub.catalogue.web;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where readers find this hub.
 *
 * @param publicUrl of the gateway, without a slash at its end
 */
@Validated
@ConfigurationProperties("catalogue.links")
public record Links(@NotBlank String publicUrl) {

    public Links {
        publicUrl = publicUrl == null ? "" : publicUrl.replaceAll("/+$", "");
    }

    /** The page of a practice, for people. */
    public String page(String id) {
        return publicUrl + "/practices/" + id;
    }

    /** The practice as data. */
    public String api(String id) {
        return publicUrl + "/api/v1/practices/" + id;
    }

    public String to(String path) {
        return publicUrl + path;
    }
}
