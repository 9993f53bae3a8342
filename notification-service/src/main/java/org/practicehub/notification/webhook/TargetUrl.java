package org.practicehub.notification.webhook;

import java.net.URI;
import java.net.URISyntaxException;

/** Where an endpoint is: absolute, https, without user or fragment, at most 2,000 characters. */
public record TargetUrl(URI uri) {

    private static final int LONGEST = 2000;
    private static final int HIGHEST_PORT = 65_535;

    /**
     * @param localTargets whether http will do
     * @throws IllegalArgumentException saying what is wrong, for the person who typed it
     */
    static TargetUrl of(String text, boolean localTargets) {
        URI uri;
        try {
            uri = new URI(text.strip()).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not an address such as https://example.org/hub");
        }
        boolean scheme =
                "https".equalsIgnoreCase(uri.getScheme())
                        || (localTargets && "http".equalsIgnoreCase(uri.getScheme()));
        if (!scheme || uri.getHost() == null || text.length() > LONGEST) {
            throw new IllegalArgumentException("is not an address such as https://example.org/hub");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("must not hold a user or a fragment");
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            throw new IllegalArgumentException("has no proper port");
        }
        return new TargetUrl(uri);
    }
}
