package org.practicehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

class PublicAddressesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "0.0.0.0",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:7f00:1::",
                "::7f00:1",
                "fec0::1"
            })
    void localPrivateAndMetadataAddressesAreNotPublic(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"93.184.216.34", "172.32.0.1", "172.15.255.255", "100.128.0.1", "2a00::1"})
    void othersArePublic(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void aNameWithASinglePrivateAddressIsRefusedAsAWhole() {
        PublicAddresses mixed =
                new PublicAddresses(name("93.184.216.34", "10.0.0.1"), OutboundHttp.PUBLIC);

        assertThatExceptionOfType(PublicAddresses.NotPublicException.class)
                .isThrownBy(() -> mixed.resolve("mixed.example"));
    }

    @Test
    void ofALongListTheFirstFourAreTriedAndAllAreChecked() throws UnknownHostException {
        String[] six =
                Stream.of(1, 2, 3, 4, 5, 6).map(i -> "93.184.216." + i).toArray(String[]::new);

        assertThat(new PublicAddresses(name(six), OutboundHttp.PUBLIC).resolve("many.example"))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("93.184.216.1", "93.184.216.2", "93.184.216.3", "93.184.216.4");
        six[5] = "127.0.0.1";
        assertThatExceptionOfType(PublicAddresses.NotPublicException.class)
                .isThrownBy(
                        () ->
                                new PublicAddresses(name(six), OutboundHttp.PUBLIC)
                                        .resolve("many.example"));
    }

    @Test
    void aNameWithoutAddressesIsNotKnown() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(
                        () ->
                                new PublicAddresses(name(), OutboundHttp.PUBLIC)
                                        .resolve("none.example"));
    }

    private static DnsResolver name(String... addresses) {
        return Peer.names(
                _ -> Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
    }
}
