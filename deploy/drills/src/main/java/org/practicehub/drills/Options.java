package org.practicehub.drills;

import java.util.List;

/**
 * @param rounds of load and kill
 * @param port of the gateway; the other ports follow it
 * @param seed of everything random: the same seed kills after the same waits
 * @param workers that carry practices through
 * @param longestLoad in milliseconds; every round is disturbed at a random moment of it
 * @param startKills of a hundred starts, how many are killed while starting
 * @param requests that doors makes up
 * @param processes whether each service runs in a process of its own (service and freeze imply it)
 */
record Options(
        int rounds,
        int port,
        long seed,
        int workers,
        int longestLoad,
        int startKills,
        int requests,
        boolean processes) {

    static final String USAGE =
            """
            --rounds N        rounds of load and disturbance (20)
            --port N          gateway of the drill's own product (18480); other ports follow.
                              doors: of a product that is up already
            --seed N          of everything random (the time of day)
            --workers N       practices carried through side by side (6)
            --load-ms N       longest load before a kill (6000)
            --start-kills N   of 100 starts, how many are killed on the way (15)
            --requests N      of doors (20000)
            --processes       each service in a process of its own (service and freeze imply it)
            """;

    /**
     * @throws IllegalArgumentException with a message for the person at the keyboard
     */
    static Options parse(long now, List<String> arguments) {
        int rounds = 20;
        int port = 18_480;
        long seed = now;
        int workers = 6;
        int longestLoad = 6_000;
        int startKills = 15;
        int requests = 20_000;
        boolean processes = false;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            switch (option) {
                case "--rounds" -> rounds = number(arguments, ++i);
                case "--port" -> port = number(arguments, ++i);
                case "--seed" -> seed = number(arguments, ++i);
                case "--workers" -> workers = number(arguments, ++i);
                case "--load-ms" -> longestLoad = number(arguments, ++i);
                case "--start-kills" -> startKills = number(arguments, ++i);
                case "--requests" -> requests = number(arguments, ++i);
                case "--processes" -> processes = true;
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (rounds < 1 || workers < 1 || longestLoad < 1 || requests < 1) {
            throw new IllegalArgumentException(
                    "--rounds, --workers, --load-ms and --requests must be positive");
        }
        return new Options(
                rounds, port, seed, workers, longestLoad, startKills, requests, processes);
    }

    private static int number(List<String> arguments, int at) {
        if (at >= arguments.size()) {
            throw new IllegalArgumentException(arguments.get(at - 1) + " needs a value");
        }
        try {
            return Integer.parseInt(arguments.get(at));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    arguments.get(at - 1) + " needs a number: " + arguments.get(at), e);
        }
    }
}
