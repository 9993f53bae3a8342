package org.practicehub.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What {@code deploy/up} was asked for.
 *
 * @param root the checkout
 * @param train start, then stop: what a JVM learns of a start is kept for the next
 */
record Options(
        Path root,
        Path data,
        int port,
        boolean fresh,
        boolean seeds,
        boolean processes,
        boolean fsync,
        boolean train) {

    static final String HELP =
            """
            Usage: deploy/up [options]
            Runs the whole of Practice Hub on this machine, building it first where needed.

              --port N       the gateway's port (8080); every other port moves by as much
              --data DIR     where everything is kept (deploy/data)
              --fresh        forget what is kept there first
              --no-seeds     without the first practices
              --processes    each service from its own jar in a JVM of its own
              --fsync        acknowledged means on the disk: survives a power cut, and is slower
              --help         this

            Parts that run elsewhere are given by KAFKA_BOOTSTRAP_SERVERS, MONGODB_URI,
            OIDC_ISSUER_URI and SMTP_HOST (with SMTP_PORT) in the environment.
            """;

    /**
     * @throws CannotStartException for what is not an option
     */
    static Options of(List<String> arguments) {
        var left = new ArrayDeque<>(arguments);
        var root = Path.of("").toAbsolutePath();
        Path data = null;
        int port = 8080;
        boolean fresh = false;
        boolean seeds = true;
        boolean processes = false;
        boolean fsync = false;
        boolean train = false;
        while (!left.isEmpty()) {
            var option = left.removeFirst();
            switch (option) {
                case "--root" -> root = Path.of(value(option, left)).toAbsolutePath();
                case "--data" -> data = Path.of(value(option, left)).toAbsolutePath();
                case "--port" -> port = number(option, value(option, left));
                case "--fresh" -> fresh = true;
                case "--no-seeds" -> seeds = false;
                case "--processes" -> processes = true;
                case "--fsync" -> fsync = true;
                case "--train" -> train = true;
                default ->
                        throw new CannotStartException(
                                "There is no option " + option + "; deploy/up --help names them.");
            }
        }
        return new Options(
                root,
                data == null ? root.resolve("deploy/data") : data,
                port,
                fresh,
                seeds,
                processes,
                fsync,
                train);
    }

    private static String value(String option, ArrayDeque<String> left) {
        var value = left.pollFirst();
        if (value == null) {
            throw new CannotStartException(option + " needs a value.");
        }
        return value;
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new CannotStartException(option + " needs a number, not " + value + ".");
        }
    }
}
