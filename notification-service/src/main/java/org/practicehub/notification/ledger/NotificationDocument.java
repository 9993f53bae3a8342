package org.practicehub.notification.ledger;

import org.bson.Document;
import org.practicehub.notification.store.Stored;

import java.util.Date;
import java.util.List;

/** How a notification stands in the store. */
final class NotificationDocument {

    static Document of(Notification notification) {
        Document document =
                new Document("_id", notification.id())
                        .append("subscriber", notification.subscriber())
                        .append("state", notification.state().wire())
                        .append("attempts", notification.attempts())
                        .append("nextAt", Date.from(notification.nextAt()))
                        .append("owner", notification.owner())
                        .append("createdAt", Date.from(notification.createdAt()));
        switch (notification.matter()) {
            case Matter.OfPractice practice ->
                    document.append("matter", "practice")
                            .append("job", practice.jobId())
                            .append("practice", practice.practiceId())
                            .append("revision", practice.revision())
                            .append("occasion", practice.occasion().wire())
                            .append(
                                    "reasons",
                                    practice.reasons().stream()
                                            .map(
                                                    reason ->
                                                            new Document(
                                                                            "subscription",
                                                                            reason.subscription())
                                                                    .append(
                                                                            "criteria",
                                                                            reason.criteriaId()))
                                            .toList());
            case Matter.OfDigest digest ->
                    document.append("matter", "digest")
                            .append("cadence", digest.cadence())
                            .append("items", List.of())
                            .append("closed", false);
            case Matter.OfConfirmation confirmation ->
                    document.append("matter", "confirmation")
                            .append("subscription", confirmation.subscription());
            case Matter.OfManageLink link ->
                    document.append("matter", "manage-link")
                            .append("link", link.link())
                            .append("language", link.language());
            case Matter.OfDisabledEndpoint disabled ->
                    document.append("matter", "disabled-endpoint")
                            .append("url", disabled.url())
                            .append("why", disabled.why())
                            .append("recipient", disabled.recipient());
            case Matter.OfSubmission told ->
                    document.append("matter", "decision")
                            .append("submission", told.submission())
                            .append("decision", told.news().wire())
                            .append("title", told.title())
                            .append("language", told.language())
                            .append("recipient", told.recipient())
                            .append("message", told.message());
        }
        return document;
    }

    static Notification read(Document document) {
        return new Notification(
                document.getString("_id"),
                document.getString("subscriber"),
                matter(document),
                State.of(document.getString("state")),
                document.getInteger("attempts", 0),
                document.getDate("nextAt").toInstant(),
                document.getString("owner"),
                document.getDate("createdAt").toInstant(),
                Stored.instant(document.getDate("doneAt")),
                document.getString("outcome"),
                null);
    }

    private static Matter matter(Document document) {
        String matter = document.getString("matter");
        return switch (matter) {
            case "practice" ->
                    new Matter.OfPractice(
                            document.getString("job"),
                            document.getString("practice"),
                            document.getInteger("revision", 0),
                            Stored.occasion(document.getString("occasion")),
                            document.getList("reasons", Document.class).stream()
                                    .map(
                                            reason ->
                                                    new Reason(
                                                            reason.getString("subscription"),
                                                            reason.getString("criteria")))
                                    .toList());
            case "digest" -> new Matter.OfDigest(document.getString("cadence"));
            case "confirmation" -> new Matter.OfConfirmation(document.getString("subscription"));
            case "manage-link" ->
                    new Matter.OfManageLink(
                            document.getString("link"), document.getString("language"));
            case "disabled-endpoint" ->
                    new Matter.OfDisabledEndpoint(
                            document.getString("url"),
                            document.getString("why"),
                            document.get("recipient", ""));
            case "decision" ->
                    new Matter.OfSubmission(
                            document.getString("submission"),
                            news(document.getString("decision")),
                            document.get("title", ""),
                            document.getString("language"),
                            document.get("recipient", ""),
                            document.get("message", ""));
            default -> throw new IllegalStateException("a notification of " + matter);
        };
    }

    private static DeskNews news(String wire) {
        for (DeskNews news : DeskNews.values()) {
            if (news.wire().equals(wire)) {
                return news;
            }
        }
        throw new IllegalStateException("news called " + wire);
    }

    private NotificationDocument() {}
}
