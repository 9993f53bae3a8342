package org.practicehub.outbound;

import org.apache.hc.client5.http.DnsResolver;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Resolves names to addresses of the public internet only. The HTTP client connects to the very
 * addresses that were checked here: nothing is resolved twice, so a name that changes its address
 * in between (DNS rebinding) gains nothing. A name with a single address that is not public is
 * refused as a whole; of a long list the first four are given.
 *
 * <p>Source of the ranges: the IANA registries of special-purpose addresses, and the metadata
 * services of clouds.
 */
final class PublicAddresses implements DnsResolver {

    /** Whoever asked is told no more than this. */
    static final class NotPublicException extends UnknownHostException {
        NotPublicException() {
            super("the address is not one of the public internet");
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Range(byte[] prefix, int bits) {

        static Range of(String cidr) {
            int slash = cidr.indexOf('/');
            return new Range(
                    InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress(),
                    Integer.parseInt(cidr.substring(slash + 1)));
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            int mask = rest == 0 ? 0 : 0xFF << (8 - rest);
            return Arrays.equals(address, 0, whole, prefix, 0, whole)
                    && (rest == 0 || ((address[whole] ^ prefix[whole]) & mask) == 0);
        }
    }

    private static final List<Range> REFUSED =
            ranges(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20");

    /** Everything else in IPv6 is local, embedded, reserved or multicast. */
    private static final Range GLOBAL_UNICAST = Range.of("2000::/3");

    /** Each may take as long as a connection may: nobody keeps us busy with a list of dead ones. */
    private static final int MOST = 4;

    private final DnsResolver names;
    private final Predicate<InetAddress> allowed;

    /**
     * @param allowed {@link #isPublic}, except for trials
     */
    PublicAddresses(DnsResolver names, Predicate<InetAddress> allowed) {
        this.names = names;
        this.allowed = allowed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        if (!Arrays.stream(addresses).allMatch(allowed)) {
            throw new NotPublicException();
        }
        return addresses.length > MOST ? Arrays.copyOf(addresses, MOST) : addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (address instanceof Inet4Address || GLOBAL_UNICAST.holds(bytes))
                && REFUSED.stream().noneMatch(range -> range.holds(bytes));
    }

    private static List<Range> ranges(String... cidrs) {
        return Arrays.stream(cidrs).map(Range::of).toList();
    }
}
