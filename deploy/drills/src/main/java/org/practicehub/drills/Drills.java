package org.practicehub.drills;

import org.practicehub.drills.doors.Doors;

import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code deploy/drills/run kill --rounds 20}. */
public final class Drills {

    private static final String DOORS = "doors";

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
            System.out.printf("%-8s %s%n", DOORS, "requests made up from the API's description");
            return 0;
        }
        Optional<Disturbance> disturbance =
                Arrays.stream(Disturbance.values())
                        .filter(each -> each.word().equals(word))
                        .findFirst();
        if (disturbance.isEmpty() && !word.equals(DOORS)) {
            System.err.println("no drill is called " + word + "; see deploy/drills/run --list");
            return 2;
        }
        try {
            Options options = Options.parse(clock.millis(), arguments.subList(1, arguments.size()));
            File home = new File(System.getProperty("hub.home", "."));
            boolean passed =
                    disturbance.isPresent()
                            ? new Drill(disturbance.get(), options, home, clock).run()
                            : knock(options, home);
            return passed ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            System.err.println("the drill could not be finished: " + e);
            return 1;
        }
    }

    private static boolean knock(Options options, File home)
            throws IOException, InterruptedException {
        Product product = new Product(home, home.toPath(), options.port(), 0, List.of());
        Doors doors = new Doors(product.gateway(), product::token, options.seed());
        System.out.printf("doors, seed %d%n", options.seed());
        Doors.Outcome outcome = doors.knock(options.requests());
        System.out.printf(
                "%d requests to %d operations, of which %d answered with success at least once%n",
                outcome.asked(),
                outcome.operations(),
                outcome.operations() - outcome.onlyRefused().size());
        outcome.onlyRefused().forEach(name -> System.out.println("  only refused: " + name));
        outcome.statuses()
                .forEach((status, times) -> System.out.printf("  %8d  %d%n", times, status));
        List<String> complaints = doors.complaints();
        complaints.forEach(each -> System.out.println("  ! " + each));
        System.out.println(
                complaints.isEmpty()
                        ? "PASSED: every answer as described"
                        : "FAILED: " + complaints.size() + " kinds of answers are not");
        return complaints.isEmpty();
    }

    private Drills() {}
}
