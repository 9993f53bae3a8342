package org.practicehub.bench;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How the benchmarks are run, against a product that is up already.
 *
 * @param gateway the product's door
 * @param kafka bootstrap servers, to read consumer lag and for the raw limit
 * @param mongo the store, for the raw limit
 * @param mails the mail catcher's API
 * @param connections persistent HTTP/1.1 connections
 * @param perSecond the rate of the open loop; 0: 4,000/s, or 80 % of what the closed loop reached
 *     if that is less
 * @param length of each run
 * @param runs of which the median is told, at least 3
 * @param samples of a journey, per run
 * @param practices in the catalogue that is searched
 * @param subscriptions that are matched against, that one practice meets, or that are stored
 * @param messages that a run of mail or hooks sends
 * @param waiting submissions in the review queue that is listed
 * @param sink the port that the product sends its mails to, for mail and fanout
 */
record Options(
        URI gateway,
        String kafka,
        String mongo,
        URI mails,
        int connections,
        double perSecond,
        Duration length,
        int runs,
        int samples,
        int practices,
        int subscriptions,
        int messages,
        int waiting,
        int sink) {

    private static final int DEFAULT_PORT = 8080;
    private static final int CATALOGUE_PORT = 8083;
    private static final Set<String> KNOWN =
            Set.of(
                    "--gateway",
                    "--kafka",
                    "--mongo",
                    "--mails",
                    "--connections",
                    "--rate",
                    "--seconds",
                    "--runs",
                    "--samples",
                    "--practices",
                    "--subscriptions",
                    "--messages",
                    "--waiting",
                    "--sink");

    static final String USAGE =
            """
            --gateway URL      the running product (http://localhost:8080); loopback only. The local
                               broker, store and mail catcher are found from its port
            --kafka SERVERS    bootstrap servers (localhost:9092)
            --mongo URI        the store (mongodb://localhost:27017)
            --mails URL        the mail catcher (http://localhost:8025)
            --connections N    persistent connections (16)
            --rate N           open loop, requests a second (4000, or 80 % of the highest reached)
            --seconds N        length of a run (6)
            --runs N           runs of which the median is told (3)
            --samples N        journeys a run (40)
            --practices N      practices in the catalogue that is searched (100000)
            --subscriptions N  of match, fanout and start (1000000)
            --messages N       a run of mail or hooks (2000)
            --waiting N        submissions in the review queue that is listed (10000)
            --sink PORT        where the product sends its mails to, for mail and fanout (2525)
            """;

    Options {
        if (runs < 3) {
            throw new IllegalArgumentException("a median needs at least 3 runs");
        }
        if (connections < 1
                || samples < 1
                || practices < 1
                || waiting < 1
                || subscriptions < 1
                || length.toSeconds() < 1
                || perSecond < 0) {
            throw new IllegalArgumentException(
                    "--connections, --samples, --practices, --subscriptions, --messages,"
                            + " --waiting and --seconds must be positive");
        }
        if (gateway.getHost() == null || gateway.getPort() < 1) {
            throw new IllegalArgumentException("--gateway needs a host and a port: " + gateway);
        }
        if (!Set.of("localhost", "127.0.0.1", "[::1]").contains(gateway.getHost())) {
            throw new IllegalArgumentException("benchmarks run on loopback only: " + gateway);
        }
    }

    /** The catalogue's own door, behind the gateway's. */
    URI catalogue() {
        return URI.create(
                gateway.getScheme()
                        + "://"
                        + gateway.getHost()
                        + ':'
                        + (CATALOGUE_PORT + gateway.getPort() - DEFAULT_PORT));
    }

    /**
     * @throws IllegalArgumentException with a message for the person at the keyboard
     */
    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!KNOWN.contains(arguments[i])) {
                throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        URI gateway = URI.create(given.getOrDefault("--gateway", "http://localhost:8080"));
        int shift = gateway.getPort() - DEFAULT_PORT;
        return new Options(
                gateway,
                given.getOrDefault("--kafka", "localhost:" + (9092 + shift)),
                given.getOrDefault("--mongo", "mongodb://localhost:" + (27017 + shift)),
                URI.create(given.getOrDefault("--mails", "http://localhost:" + (8025 + shift))),
                number(given, "--connections", 16),
                number(given, "--rate", 0),
                Duration.ofSeconds(number(given, "--seconds", 6)),
                number(given, "--runs", 3),
                number(given, "--samples", 40),
                number(given, "--practices", 100_000),
                number(given, "--subscriptions", 1_000_000),
                number(given, "--messages", 2000),
                number(given, "--waiting", 10_000),
                number(given, "--sink", 2525));
    }

    private static int number(Map<String, String> given, String option, int otherwise) {
        String value = given.get(option);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number: " + value, e);
        }
    }
}
