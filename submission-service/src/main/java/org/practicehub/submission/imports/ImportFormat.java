package org.practicehub.submission.imports;

import java.io.IOException;
import java.io.InputStream;

/** What an import can be written in. */
enum ImportFormat {
    JSON_LINES {
        @Override
        Records open(InputStream in) {
            return new JsonLines(new Lines(in));
        }
    },
    CSV {
        @Override
        Records open(InputStream in) throws IOException {
            return new CsvRecords(new MeasuredStream(in));
        }
    },
    /** The text of a listing page of a topic, as a browser saves it. */
    LISTING {
        @Override
        Records open(InputStream in) throws IOException {
            return new ListingRecords(new MeasuredStream(in));
        }
    };

    abstract Records open(InputStream in) throws IOException;
}
