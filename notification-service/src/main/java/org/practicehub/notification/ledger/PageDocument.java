package org.practicehub.notification.ledger;

import org.bson.Document;
import org.practicehub.notification.store.Stored;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/** How a page stands in the store: lists side by side, because a document for each line is dear. */
final class PageDocument {

    static Document of(Page page) {
        return new Document("_id", page.id())
                .append("job", page.jobId())
                .append("number", page.number())
                .append("practice", page.practiceId())
                .append("revision", page.revision())
                .append("occasion", page.occasion().wire())
                .append("owner", page.owner())
                .append("open", !page.lines().isEmpty())
                .append("createdAt", Date.from(page.createdAt()))
                .append("size", page.lines().size())
                .append("people", page.lines().stream().map(Page.Owed::subscriber).toList())
                .append("reasons", page.lines().stream().map(PageDocument::reasons).toList())
                .append("marks", page.marks().stream().map(PageDocument::of).toList());
    }

    /** Subscription and criteria in turns. */
    private static List<String> reasons(Page.Owed line) {
        List<String> flat = new ArrayList<>(2 * line.reasons().size());
        for (Reason reason : line.reasons()) {
            flat.add(reason.subscription());
            flat.add(reason.criteriaId());
        }
        return flat;
    }

    static Document of(Mark mark) {
        Document document =
                new Document("lines", mark.lines())
                        .append("kind", mark.kind().name().toLowerCase(Locale.ROOT))
                        .append("at", Date.from(mark.at()))
                        .append("words", mark.words());
        if (mark.nextAt() != null) {
            document.append("nextAt", Date.from(mark.nextAt()));
        }
        return document;
    }

    static Page read(Document document) {
        List<String> people = document.getList("people", String.class);
        List<?> reasons = document.getList("reasons", List.class);
        List<Page.Owed> lines = new ArrayList<>(people.size());
        for (int i = 0; i < people.size(); i++) {
            lines.add(new Page.Owed(people.get(i), reasons((List<?>) reasons.get(i))));
        }
        return new Page(
                document.getString("job"),
                document.getInteger("number", 0),
                document.getString("practice"),
                document.getInteger("revision", 0),
                Stored.occasion(document.getString("occasion")),
                document.getString("owner"),
                document.getDate("createdAt").toInstant(),
                lines,
                document.getList("marks", Document.class, List.of()).stream()
                        .map(PageDocument::mark)
                        .toList());
    }

    private static List<Reason> reasons(List<?> flat) {
        List<Reason> reasons = new ArrayList<>(flat.size() / 2);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            reasons.add(new Reason((String) flat.get(i), (String) flat.get(i + 1)));
        }
        return reasons;
    }

    private static Mark mark(Document document) {
        return new Mark(
                document.getList("lines", Integer.class),
                Mark.Kind.valueOf(document.getString("kind").toUpperCase(Locale.ROOT)),
                document.getDate("at").toInstant(),
                Stored.instant(document.getDate("nextAt")),
                document.getString("words"));
    }

    private PageDocument() {}
}
