package org.practicehub.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Where everything listens, on loopback. */
public record Ports(Map<Door, Integer> numbers) {

    /** What listens, and where unless told otherwise. */
    public enum Door {
        GATEWAY("the gateway", 8080),
        SUBMISSION("the submission service", 8081),
        TAGGING("the tagging service", 8082),
        CATALOGUE("the catalogue service", 8083),
        NOTIFICATION("the notification service", 8084),
        IDENTITY("the identity provider", 8090),
        MAIL_HTTP("the mail catcher's HTTP", 8025),
        MAIL_SMTP("the mail catcher's SMTP", 1025),
        KAFKA("Kafka", 9092),
        MONGODB("MongoDB", 27017);

        private final String title;
        private final int usual;

        Door(String title, int usual) {
            this.title = title;
            this.usual = usual;
        }
    }

    private static final int LARGEST = 65_535;

    public Ports {
        numbers = Map.copyOf(numbers);
    }

    /**
     * The gateway there, everything else moved by as much.
     *
     * @throws IllegalArgumentException when that leads out of the range of ports
     */
    public static Ports withGatewayAt(int gateway) {
        int moved = gateway - Door.GATEWAY.usual;
        var numbers = new EnumMap<Door, Integer>(Door.class);
        for (var door : Door.values()) {
            int number = door.usual + moved;
            if (number < 1 || number > LARGEST) {
                throw new IllegalArgumentException(
                        "Port "
                                + gateway
                                + " for the gateway would move "
                                + door.title
                                + " to "
                                + number
                                + ", which is no port");
            }
            numbers.put(door, number);
        }
        return new Ports(numbers);
    }

    /** Any that are free now. */
    public static Ports free() {
        var sockets = new ArrayList<ServerSocket>();
        try {
            var numbers = new EnumMap<Door, Integer>(Door.class);
            for (var door : Door.values()) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                numbers.put(door, socket.getLocalPort());
            }
            return new Ports(numbers);
        } catch (IOException e) {
            throw new IllegalStateException("No free ports", e);
        } finally {
            for (var socket : sockets) {
                close(socket);
            }
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public int of(Door door) {
        var number = numbers.get(door);
        if (number == null) {
            throw new IllegalArgumentException("No port for " + door);
        }
        return number;
    }

    String http(Door door) {
        return "http://127.0.0.1:" + of(door);
    }

    /** Says which port somebody else uses, if any. */
    Optional<String> taken(Iterable<Door> needed) {
        for (var door : needed) {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), of(door)));
            } catch (IOException e) {
                return Optional.of(
                        "Port "
                                + of(door)
                                + " ("
                                + door.title
                                + ") is taken. Stop what uses it, or move everything with --port.");
            }
        }
        return Optional.empty();
    }
}
