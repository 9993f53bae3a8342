package org.practicehub.submission.links;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Where a request may go: http or https, a host, no name and no password. */
record Target(URI uri) {

    /** Longer ones are not worth their memory. */
    private static final int LONGEST = 2_000;

    static Optional<Target> of(String address) {
        try {
            return address.length() > LONGEST ? Optional.empty() : of(new URI(address));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Optional<Target> of(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        Host host = Host.of(address);
        if (host == null
                || host.name().isEmpty()
                || hasMoreThanAHost(address)
                || !(scheme.equals("http") || scheme.equals("https"))) {
            return Optional.empty();
        }
        String path = address.getRawPath();
        String query = address.getRawQuery();
        try {
            String text =
                    scheme
                            + "://"
                            + ascii(host)
                            + (address.getPort() == -1 ? "" : ":" + address.getPort())
                            + (path == null || path.isEmpty() ? "/" : path)
                            + (query == null ? "" : "?" + query);
            return Optional.of(new Target(URI.create(URI.create(text).toASCIIString())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A name or a password, or a port that is none. */
    private static boolean hasMoreThanAHost(URI address) {
        String authority = address.getRawAuthority();
        return authority.contains("@")
                // Ports of hosts that are not ASCII are not told apart.
                || (address.getHost() == null && authority.contains(":"))
                || address.getPort() == 0
                || address.getPort() > 65_535;
    }

    private static String ascii(Host host) {
        return host.name().startsWith("[") ? host.name() : IDN.toASCII(host.name());
    }

    Host host() {
        return Objects.requireNonNull(Host.of(uri));
    }

    /** Others belong to trials, to administrators and to things that are not the web. */
    boolean hasOrdinaryPort() {
        return uri.getPort() == -1 || uri.getPort() == 80 || uri.getPort() == 443;
    }

    /** Where an answer sends whoever asked, which may be no place for a request. */
    Optional<URI> resolve(String location) {
        try {
            return location.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(uri.resolve(new URI(location.strip().replace(" ", "%20"))));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
