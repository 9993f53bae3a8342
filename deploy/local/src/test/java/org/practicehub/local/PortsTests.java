package org.practicehub.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.practicehub.local.Ports.Door;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

class PortsTests {

    @Test
    void everythingMovesWithTheGateway() {
        var ports = Ports.withGatewayAt(9000);

        assertThat(ports.of(Door.GATEWAY)).isEqualTo(9000);
        assertThat(ports.of(Door.IDENTITY)).isEqualTo(9010);
        assertThat(ports.of(Door.MAIL_HTTP)).isEqualTo(8945);
        assertThat(ports.of(Door.MONGODB)).isEqualTo(27937);
    }

    @Test
    void aGatewayThatWouldMoveOthersOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Ports.withGatewayAt(60_000)).hasMessageContaining("MongoDB");
        assertThatThrownBy(() -> Ports.withGatewayAt(80)).hasMessageContaining("SMTP");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        var ports = Ports.free();
        assertThat(ports.taken(List.of(Door.values()))).isEmpty();
        try (var other =
                new ServerSocket(ports.of(Door.CATALOGUE), 1, InetAddress.getLoopbackAddress())) {
            assertThat(ports.taken(List.of(Door.values())))
                    .hasValueSatisfying(
                            message ->
                                    assertThat(message)
                                            .startsWith(
                                                    "Port "
                                                            + other.getLocalPort()
                                                            + " (the catalogue service) is taken")
                                            .doesNotContain("\n"));
        }
    }
}
