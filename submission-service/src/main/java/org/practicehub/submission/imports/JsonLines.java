package org.practicehub.submission.imports;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.web.Bodies;
import org.practicehub.submission.web.ProblemException;

import java.io.IOException;

/** One JSON object a line. */
final class JsonLines implements Records {

    private final Lines lines;

    JsonLines(Lines lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable Read next() throws IOException {
        Lines.Line line = lines.next();
        if (line == null) {
            return null;
        }
        if (line.tooLong()) {
            return new Read(
                    line.number(), null, "is longer than " + Lines.MAX_LINE_BYTES + " bytes");
        }
        try {
            return new Read(line.number(), Bodies.json(line.bytes()), null);
        } catch (ProblemException e) {
            return new Read(line.number(), null, "is not a JSON object, or is nested too deeply");
        }
    }

    @Override
    public String digest() {
        return lines.digest();
    }
}
