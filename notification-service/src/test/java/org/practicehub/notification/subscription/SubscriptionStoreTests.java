package org.practicehub.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.practicehub.criteria.Criteria;
import org.practicehub.events.CriteriaChanged;
import org.practicehub.notification.StoreKit;
import org.practicehub.notification.TestStore;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class SubscriptionStoreTests {

    @Nested
    class OnTheEmbeddedStore extends Kit {
        @Override
        protected TestStore open() {
            return TestStore.embedded();
        }
    }

    @Nested
    @Tag("docker")
    class OnMongo extends Kit {
        @Override
        protected TestStore open() {
            return TestStore.real();
        }
    }

    abstract static class Kit extends StoreKit {

        private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
        private static final SubscriptionLimits LIMITS = new SubscriptionLimits(100, 1000);

        private final List<CriteriaChanged> announced = new CopyOnWriteArrayList<>();
        private Subscribers subscribers;
        private SubscriberLists lists;

        @Override
        protected void use(MongoTemplate mongo) {
            subscribers = new Subscribers(mongo);
            CriteriaLog log =
                    new CriteriaLog(null) {
                        @Override
                        void announce(CriteriaChanged event) {
                            announced.add(event);
                        }
                    };
            lists = new SubscriberLists(mongo, log, Clock.systemUTC());
        }

        private static Criteria criteria(String term) {
            return Criteria.fromJson("{\"all\":[\"" + term + "\"]}");
        }

        private static Subscription wish(String term) {
            return Subscription.asked(
                    UUID.randomUUID().toString(), criteria(term), Timing.IMMEDIATE, "ar", NOW);
        }

        @Test
        void aPersonIsReadAsWrittenAndStaleWritesAreRefused() {
            Subscriber person =
                    Subscriber.unknown(
                            UUID.randomUUID().toString(),
                            new Channel.Email(new Address("A.b@Example.org")));
            Subscriber asked = person.ask(wish("sdg:1"), LIMITS, NOW).orElseThrow();
            assertThat(subscribers.save(asked)).isTrue();
            assertThat(subscribers.save(asked)).isFalse();
            Subscriber stored = subscribers.byId(person.id()).orElseThrow();
            assertThat(stored.subscriptions()).isEqualTo(asked.subscriptions());
            assertThat(stored.address().normalised()).isEqualTo("a.b@example.org");
            assertThat(subscribers.save(stored.leave(stored.subscriptions().getFirst().id())))
                    .isTrue();
            assertThat(subscribers.save(stored)).isFalse();
            assertThat(subscribers.byId(person.id()).orElseThrow().subscriptions()).isEmpty();
        }

        @Test
        void changesAtTheSameTimeAreAllKept() throws Exception {
            Subscriber person =
                    Subscriber.unknown(
                            UUID.randomUUID().toString(),
                            new Channel.Email(new Address("x@example.org")));
            subscribers.save(person);
            List<Future<?>> changes = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 1; i <= 8; i++) {
                    Subscription wish = wish("gcm:" + i);
                    changes.add(
                            threads.submit(
                                    () ->
                                            subscribers.change(
                                                    person.id(),
                                                    p -> p.ask(wish, LIMITS, NOW).orElse(p))));
                }
            }
            for (Future<?> change : changes) {
                change.get();
            }
            assertThat(subscribers.byId(person.id()).orElseThrow().subscriptions()).hasSize(8);
        }

        @Test
        void aListIsAnnouncedWhenItOpensAndWhenTheLastOneLeaves() {
            Criteria criteria = criteria("country:TV");
            String id = criteria.id();
            String first = lists.join(criteria, "first");
            String second = lists.join(criteria, "second");
            assertThat(states(id)).containsExactly("1 true");
            assertThat(lists.subscribers(List.of(first, second)))
                    .containsExactlyInAnyOrder("first", "second");
            lists.leave(id, first, "first");
            lists.leave(id, first, "first");
            assertThat(states(id)).containsExactly("1 true");
            lists.leave(id, second, "second");
            assertThat(states(id)).containsExactly("1 true", "2 false");
            lists.join(criteria, "third");
            assertThat(states(id)).containsExactly("1 true", "2 false", "3 true");
        }

        @Test
        void longListsStandInRows() {
            Criteria criteria = criteria("country:FJ");
            for (int i = 0; i < SubscriberLists.ROW + 5; i++) {
                lists.join(criteria, "person-" + i);
            }
            SubscriberLists.Head head = lists.heads(List.of(criteria.id())).get(criteria.id());
            assertThat(head.rows()).isEqualTo(2);
            assertThat(lists.subscribers(List.of(SubscriberLists.row(criteria.id(), 0))))
                    .hasSize(SubscriberLists.ROW);
            assertThat(lists.subscribers(List.of(SubscriberLists.row(criteria.id(), 1))))
                    .hasSize(5);
        }

        private List<String> states(String criteriaId) {
            return announced.stream()
                    .filter(event -> event.criteriaId().equals(criteriaId))
                    .map(event -> event.sequence() + " " + event.active())
                    .toList();
        }
    }
}
