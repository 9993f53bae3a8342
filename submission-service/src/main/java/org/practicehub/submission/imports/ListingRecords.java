package org.practicehub.submission.imports;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpStatus;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** The entries of a listing page, as practices to import. */
final class ListingRecords implements Records {

    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final MeasuredStream in;
    private final Iterator<ListingPage.Entry> entries;

    ListingRecords(MeasuredStream in) throws IOException {
        this.in = in;
        byte[] page = in.readNBytes(MAX_BYTES + 1);
        if (page.length > MAX_BYTES) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "A page has at most %d bytes.".formatted(MAX_BYTES));
        }
        this.entries = ListingPage.read(new String(page, StandardCharsets.UTF_8)).iterator();
    }

    @Override
    public @Nullable Read next() {
        if (!entries.hasNext()) {
            return null;
        }
        ListingPage.Entry entry = entries.next();
        if (entry.text().isEmpty()) {
            return new Read(
                    entry.line(), null, "has a title and no text: \"" + entry.title() + "\"");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("externalId", "listing:" + ListingPage.slug(entry.title()));
        json.put("title", entry.title());
        json.put("summary", entry.text());
        String submitter = entry.submitter();
        if (submitter != null) {
            json.put("submitter", submitter);
        }
        String topic = entry.topic();
        if (topic != null) {
            json.put("source", "Topic page: " + topic);
            json.putArray("topics").add(ListingPage.slug(topic));
        }
        return new Read(entry.line(), json, null);
    }

    @Override
    public String digest() throws IOException {
        return in.digest();
    }
}
