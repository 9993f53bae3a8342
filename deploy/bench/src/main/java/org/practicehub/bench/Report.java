package org.practicehub.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is printed: a line a run, then the medians. */
record Report(PrintStream out) {

    void say(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }

    void run(String what, int nth, Measured run) {
        say("  %-34s run %d   %s", what, nth, figures(run));
    }

    void median(String what, Runs runs) {
        say(
                "  %-34s median  %9.1f/s   p50 %7.2f  p99 %7.2f  p99.9 %7.2f  max %7.2f ms",
                what,
                runs.median(Measured::perSecond),
                runs.median(run -> run.percentileMillis(50)),
                runs.median(run -> run.percentileMillis(99)),
                runs.median(run -> run.percentileMillis(99.9)),
                runs.median(Measured::longestMillis));
        if (!runs.refused().isEmpty()) {
            say("  %-34s NOT ACCEPTED: %s", what, runs.refused());
        }
    }

    private static String figures(Measured run) {
        String refused =
                run.refused().entrySet().stream()
                        .map(each -> "  " + each.getValue() + " × " + each.getKey())
                        .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "%9.1f/s   p50 %7.2f  p99 %7.2f  p99.9 %7.2f  max %7.2f ms%s",
                run.perSecond(),
                run.percentileMillis(50),
                run.percentileMillis(99),
                run.percentileMillis(99.9),
                run.longestMillis(),
                refused);
    }
}
