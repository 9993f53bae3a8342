package org.practicehub.drills;

import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code deploy/drills/run kill --rounds 20}. */
public final class Drills {

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(Clock.systemUTC(), List.of(arguments)));
    }

    private static int run(Clock clock, List<String> arguments) throws InterruptedException {
        if (arguments.isEmpty() || arguments.getFirst().equals("--help")) {
            System.out.println("usage: deploy/drills/run --list | DRILL [options]\n");
            System.out.print(Options.USAGE);
            return 0;
        }
        String word = arguments.getFirst();
        if (word.equals("--list")) {
            for (Disturbance each : Disturbance.values()) {
                System.out.printf("%-8s %s%n", each.word(), each.asks());
            }
            return 0;
        }
        Optional<Disturbance> disturbance =
                Arrays.stream(Disturbance.values())
                        .filter(each -> each.word().equals(word))
                        .findFirst();
        if (disturbance.isEmpty()) {
            System.err.println("no drill is called " + word + "; see deploy/drills/run --list");
            return 2;
        }
        try {
            Options options = Options.parse(clock.millis(), arguments.subList(1, arguments.size()));
            File home = new File(System.getProperty("hub.home", "."));
            return new Drill(disturbance.get(), options, home, clock).run() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            System.err.println("the drill could not be finished: " + e);
            return 1;
        }
    }

    private Drills() {}
}
