package org.practicehub.submission.practice;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import java.util.Date;

/** How a step of the history stands in the store. */
public final class HistoryDocument {

    public static Document of(HistoryEntry step) {
        Document document =
                new Document("number", step.number())
                        .append("at", Date.from(step.at()))
                        .append("by", step.by())
                        .append("subject", step.subject())
                        .append("action", step.action());
        if (step.note() != null) {
            document.append("note", step.note());
        }
        Seal seal = step.seal();
        if (seal != null) {
            Document sealed =
                    new Document("personal", seal.personal())
                            .append("change", seal.change())
                            .append("hash", seal.hash());
            if (seal.salt() != null) {
                sealed.append("salt", seal.salt());
            }
            document.append("seal", sealed);
        }
        return document;
    }

    public static HistoryEntry read(Document document) {
        return new HistoryEntry(
                document.getInteger("number"),
                document.getDate("at").toInstant(),
                document.getString("by"),
                document.getString("subject"),
                document.getString("action"),
                document.getString("note"),
                seal(document.get("seal", Document.class)));
    }

    private static @Nullable Seal seal(@Nullable Document document) {
        return document == null
                ? null
                : new Seal(
                        document.getString("salt"),
                        document.getString("personal"),
                        document.getString("change"),
                        document.getString("hash"));
    }

    private HistoryDocument() {}
}
