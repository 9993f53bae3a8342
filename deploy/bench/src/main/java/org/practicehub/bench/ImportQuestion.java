package org.practicehub.bench;

import java.io.IOException;

/** One large import after the other, over one connection. */
final class ImportQuestion implements Question {

    private static final int LINES = 5_000;
    private static final int WARM_UP = 1_000;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String asks() {
        return "How many practices a second does an import take in, and how fast is the same import"
                + " a second time, when nothing has changed?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        report.say(
                "import: POST /api/v1/imports, %d lines of about 1.2 kB, %d runs",
                LINES, options.runs());
        double[] first = new double[options.runs()];
        double[] again = new double[options.runs()];
        try (Importer importer = new Importer(hub);
                Backlog backlog = new Backlog(options.kafka())) {
            Drain drain = new Drain(backlog, report);
            importer.take("w", WARM_UP, "created");
            for (int nth = 0; nth < options.runs(); nth++) {
                drain.before();
                first[nth] = importer.take("r" + nth, LINES, "created");
                drain.before();
                again[nth] = importer.take("r" + nth, LINES, "unchanged");
                report.say(
                        "  run %d    new %8.1f/s   unchanged %8.1f/s",
                        nth + 1, first[nth], again[nth]);
            }
            report.say(
                    "  median   new %8.1f/s   unchanged %8.1f/s",
                    Runs.median(first), Runs.median(again));
            new RawLimits(options, importer.samples(), report).store();
        }
    }
}
