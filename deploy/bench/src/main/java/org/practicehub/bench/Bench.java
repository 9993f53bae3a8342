package org.practicehub.bench;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code deploy/bench/run --list}, or the name of a question and options. */
public final class Bench {

    private static final List<Question> QUESTIONS =
            List.of(
                    new SubmitQuestion(),
                    new JourneyQuestion(),
                    new TagQuestion(),
                    new ImportQuestion(),
                    new QueueQuestion(),
                    new SearchQuestion(),
                    new IndexQuestion(),
                    new MatchQuestion(),
                    new FanOutQuestion(),
                    new MailQuestion(),
                    new HooksQuestion(),
                    new StartQuestion());

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments)
            throws InterruptedException {
        if (arguments.length == 0 || arguments[0].equals("--help")) {
            out.println("usage: deploy/bench/run --list | QUESTION [options]\n");
            out.print(Options.USAGE);
            return 0;
        }
        if (arguments[0].equals("--list")) {
            QUESTIONS.forEach(each -> out.printf("%-10s %s%n", each.name(), each.asks()));
            return 0;
        }
        Optional<Question> question =
                QUESTIONS.stream().filter(each -> each.name().equals(arguments[0])).findFirst();
        if (question.isEmpty()) {
            err.println("no question is called " + arguments[0] + "; see deploy/bench/run --list");
            return 2;
        }
        try {
            Options options = Options.parse(Arrays.copyOfRange(arguments, 1, arguments.length));
            File home = new File(System.getProperty("hub.home", "."));
            question.get().answer(new Hub(options.gateway(), home), options, new Report(out));
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("the benchmark could not be finished: " + e);
            return 1;
        }
    }

    private Bench() {}
}
