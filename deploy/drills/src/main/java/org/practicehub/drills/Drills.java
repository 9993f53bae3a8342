package org.practicehub.drills;

import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** {@code deploy/drills/run kill --rounds 20}. */
public final class Drills {

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(Clock.systemUTC(), List.of(arguments)));
    }

    private static int run(Clock clock, List<String> arguments) throws InterruptedException {
        if (arguments.isEmpty() || arguments.getFirst().equals("--help")) {
            System.out.println("usage: deploy/drills/run kill [options]\n");
            System.out.print(Options.USAGE);
            return 0;
        }
        if (arguments.getFirst().equals("--list")) {
            System.out.println(
                    "kill    kill -9 of everything at random moments under load; is anything lost"
                            + " or double?");
            return 0;
        }
        if (!arguments.getFirst().equals("kill")) {
            System.err.println("no drill is called " + arguments.getFirst());
            return 2;
        }
        try {
            Options options = Options.parse(clock.millis(), arguments.subList(1, arguments.size()));
            File home = new File(System.getProperty("hub.home", "."));
            return new KillDrill(options, home, clock).run() ? 0 : 1;
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
