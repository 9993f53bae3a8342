package org.practicehub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.notification.Hub.wish;
import static org.practicehub.notification.Practices.newId;
import static org.practicehub.notification.Practices.practice;

import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.planning.Jobs;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.time.Duration;

/** What is forgotten, when, and what is not. */
class RetentionTests {

    private static final String PATH = "/api/v1/subscriptions";

    private static Hub hub;
    private static Hub.Service service;

    @BeforeAll
    static void start() {
        hub = new Hub();
        service = hub.start("--notification.retention.every=200ms");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static long count(String collection, String field, String value) {
        return service.bean(MongoTemplate.class)
                .getCollection(collection)
                .countDocuments(Filters.eq(field, value));
    }

    @Test
    void whatIsDoneWithIsForgottenInItsTimeAndWhatIsOwedIsNot() {
        String reader = "stays@example.org";
        String stranger = "never-confirms@example.org";
        hub.subscribe(service, "{\"all\":[\"country:LK\"]}", reader);
        service.post(PATH, wish("{\"all\":[\"country:LK\"]}", stranger, "en"));
        Awaiting.until(() -> hub.mailsTo(stranger).size() == 1);
        String told = newId();
        hub.publish(hub.now(practice(told, 1, "Told", "country:LK")));
        Awaiting.until(() -> hub.mailsTo(reader).size() == 2);
        Awaiting.until(() -> service.bean(Outbound.class).size() == 0);
        hub.mailServerGoes();
        String owed = newId();
        hub.publish(hub.now(practice(owed, 1, "Owed", "country:LK")));
        Awaiting.until(() -> count("pages", "practice", owed) == 1);

        hub.clock.forward(Duration.ofDays(8));
        Awaiting.until(() -> count("subscribers", "address", stranger) == 0);
        assertThat(count("subscribers", "address", reader)).isEqualTo(1);
        assertThat(count("pages", "practice", told)).isEqualTo(1);
        assertThat(count("pages", "practice", owed)).isEqualTo(1);

        hub.clock.forward(Duration.ofDays(393));
        Jobs jobs = service.bean(Jobs.class);
        Awaiting.until(() -> jobs.byId(told + ":1").isEmpty());
        Awaiting.until(() -> count("pages", "practice", told) == 0);
        assertThat(slices(told)).isZero();
        // A revision that was told is never told again, however long ago it was.
        assertThat(jobs.told(told).revision()).isEqualTo(1);
        assertThat(count("subscribers", "address", reader)).isEqualTo(1);
        // What could not be sent for more than a year is news to nobody.
        Awaiting.until(() -> count("pages", "practice", owed) == 0);
    }

    private static long slices(String practice) {
        long found = 0;
        for (Document slice : service.bean(MongoTemplate.class).getCollection("slices").find()) {
            found += slice.getString("_id").startsWith(practice) ? 1 : 0;
        }
        return found;
    }
}
