package org.practicehub.submission.links;

import org.jspecify.annotations.Nullable;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who an address names.
 *
 * @param name in lower case; in the letters it was written in
 */
public record Host(String name) {

    private static final Pattern IP_ADDRESS =
            Pattern.compile("\\[.*]|\\d{1,3}(\\.\\d{1,3}){3}|0x[0-9a-f]+|\\d+");

    /** Names that no public address ends in: RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 8375. */
    private static final Set<String> NOT_PUBLIC =
            Set.of(
                    "test",
                    "example",
                    "invalid",
                    "localhost",
                    "local",
                    "internal",
                    "onion",
                    "arpa",
                    "lan",
                    "home",
                    "corp");

    /** {@link URI} knows the host of ASCII addresses only. Null when the address names none. */
    public static @Nullable Host of(URI address) {
        String authority =
                address.getHost() == null ? address.getRawAuthority() : address.getHost();
        if (authority == null || authority.isEmpty()) {
            return null;
        }
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return new Host(
                (host.startsWith("[") ? host : host.replaceAll(":\\d*$", ""))
                        .toLowerCase(Locale.ROOT));
    }

    /** Whether it is a number, and not a name that could be moved. */
    public boolean isIpAddress() {
        return IP_ADDRESS.matcher(name).matches();
    }

    /** Whether it is a name of the kind that the public internet has. */
    public boolean isPublicName() {
        return !isIpAddress()
                && name.contains(".")
                && !NOT_PUBLIC.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** In the letters that its owner chose; as it is written when it can't be read. */
    public String unicode() {
        return IDN.toUnicode(name);
    }

    /** Whether the other one is likely somebody else's. */
    boolean differsFrom(Host other) {
        return !withoutWww().equals(other.withoutWww());
    }

    private String withoutWww() {
        return name.startsWith("www.") ? name.substring(4) : name;
    }
}
