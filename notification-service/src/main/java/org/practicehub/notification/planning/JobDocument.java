package org.practicehub.notification.planning;

import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.EventCodec;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.notification.store.Stored;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;

/** How a fan-out job stands in the store. */
final class JobDocument {

    static Document of(FanOutJob job) {
        EventCodec.Encoded event = EventCodec.encode(job.practice(), "notification-service");
        return new Document("_id", job.id())
                .append("practice", job.practiceId())
                .append("revision", job.revision())
                .append("occasion", job.occasion().wire())
                .append("notifiableAt", Date.from(job.notifiableAt()))
                .append("event", new Binary(event.value()))
                .append("eventType", event.headers().get(EventCodec.TYPE))
                .append("withdrawal", withdrawal(job.withdrawal()))
                .append("criteria", job.criteria())
                .append("earlier", job.earlier())
                .append("slices", job.slices())
                .append("made", job.made())
                .append("planned", job.planned())
                .append("owner", job.owner())
                .append("createdAt", Date.from(job.createdAt()));
    }

    static FanOutJob read(Document document) {
        EventCodec.Decoded decoded =
                decoded(document.getString("eventType"), document.get("event", Binary.class));
        if (!(decoded instanceof EventCodec.Decoded.Known(PracticePublished practice))) {
            throw new IllegalStateException("job " + document.getString("_id") + ": " + decoded);
        }
        return new FanOutJob(
                document.getString("_id"),
                document.getString("practice"),
                document.getInteger("revision", 0),
                Stored.occasion(document.getString("occasion")),
                document.getDate("notifiableAt").toInstant(),
                practice,
                document.getList("criteria", String.class),
                document.getList("earlier", String.class, List.of()),
                withdrawal(document.get("withdrawal", Document.class)),
                document.getInteger("slices", 0),
                document.getInteger("made", 0),
                document.getBoolean("planned", false) || !document.containsKey("made"),
                document.getString("owner"),
                document.getDate("createdAt").toInstant());
    }

    static @Nullable Document withdrawal(@Nullable PracticeWithdrawn withdrawal) {
        if (withdrawal == null) {
            return null;
        }
        EventCodec.Encoded event = EventCodec.encode(withdrawal, "notification-service");
        return new Document("event", new Binary(event.value()))
                .append("eventType", event.headers().get(EventCodec.TYPE));
    }

    private static @Nullable PracticeWithdrawn withdrawal(@Nullable Document stored) {
        return stored != null
                        && decoded(stored.getString("eventType"), stored.get("event", Binary.class))
                                instanceof EventCodec.Decoded.Known(PracticeWithdrawn withdrawal)
                ? withdrawal
                : null;
    }

    private static EventCodec.Decoded decoded(String type, Binary event) {
        byte[] wire = type.getBytes(StandardCharsets.UTF_8);
        return EventCodec.decode(
                name -> name.equals(EventCodec.TYPE) ? wire : null, event.getData());
    }

    private JobDocument() {}
}
