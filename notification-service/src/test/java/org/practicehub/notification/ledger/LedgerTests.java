package org.practicehub.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Occasion;
import org.practicehub.notification.StoreKit;
import org.practicehub.notification.TestStore;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class LedgerTests {

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

        private Ledger ledger;
        private Gathering gathering;

        @Override
        protected void use(MongoTemplate mongo) {
            ledger = new Ledger(mongo);
            gathering = new Gathering(mongo, ledger);
            ledger.declareIndexes();
        }

        private static Notification owed(String owner) {
            String person = UUID.randomUUID().toString();
            return Notification.owed(
                    person + ":p:1:published",
                    person,
                    new Matter.OfPractice(
                            "p:1",
                            "p",
                            1,
                            Occasion.PUBLISHED,
                            List.of(new Reason("subscription", "criteria"))),
                    owner,
                    NOW);
        }

        @Test
        void anEntryIsReadAsItWasWritten() {
            Notification entry = owed("a");
            assertThat(ledger.enter(List.of(entry))).containsExactly(entry);
            assertThat(ledger.byId(entry.id())).contains(entry);
        }

        @Test
        void anIdIsTakenOnceAndOnlyItsOwnerGetsItBack() {
            Notification mine = owed("a");
            Notification others = owed("b");
            ledger.enter(List.of(mine));
            ledger.enter(List.of(others));
            Notification fresh = owed("a");
            Notification stolen =
                    Notification.owed(others.id(), others.subscriber(), others.matter(), "a", NOW);
            assertThat(ledger.enter(List.of(mine, stolen, fresh)))
                    .containsExactlyInAnyOrder(mine, fresh);
        }

        @Test
        void anOutcomeIsFinalAndARetryIsNot() {
            Notification entry = owed("a");
            ledger.enter(List.of(entry));
            Instant later = NOW.plusSeconds(60);
            ledger.record(
                    List.of(new Ledger.Outcome(entry, State.PENDING, NOW, later, "451 later")));
            assertThat(ledger.byId(entry.id()).orElseThrow())
                    .extracting(Notification::state, Notification::attempts, Notification::nextAt)
                    .containsExactly(State.PENDING, 1, later);
            ledger.record(List.of(new Ledger.Outcome(entry, State.SENT, NOW, NOW, "250 ok")));
            ledger.record(List.of(new Ledger.Outcome(entry, State.REFUSED, NOW, NOW, "550")));
            assertThat(ledger.byId(entry.id()).orElseThrow())
                    .extracting(Notification::state, Notification::outcome)
                    .containsExactly(State.SENT, "250 ok");
        }

        @Test
        void whatIsPendingIsFoundAndHandedOverOnce() {
            Notification entry = owed("dead-" + UUID.randomUUID());
            ledger.enter(List.of(entry));
            List<Notification> owed = new ArrayList<>();
            ledger.owed(owed::add);
            assertThat(owed).contains(entry);
            assertThat(ledger.handOver(List.of(entry), entry.owner(), "b"))
                    .containsExactly(entry.inHandsOf("b"));
            assertThat(ledger.handOver(List.of(entry), entry.owner(), "c")).isEmpty();
        }

        @Test
        void whatIsDoneWithMayBeOwedAgainErasedAndForgotten() {
            Notification entry = owed("a");
            Notification pending = owed("a");
            ledger.enter(List.of(entry, pending));
            ledger.record(List.of(new Ledger.Outcome(entry, State.EXPIRED, NOW, NOW, "500")));
            assertThat(ledger.owe(List.of(entry.id()), "b", NOW.plusSeconds(5)))
                    .singleElement()
                    .satisfies(
                            again -> {
                                assertThat(again.owner()).isEqualTo("b");
                                assertThat(again.attempts()).isZero();
                                assertThat(again.messageKey()).isEqualTo(entry.messageKey());
                            });
            ledger.record(List.of(new Ledger.Outcome(entry, State.SENT, NOW, NOW, "250")));
            ledger.bounced(List.of(entry.id(), pending.id()), NOW, "hard bounce");
            assertThat(ledger.byId(entry.id()).orElseThrow().state()).isEqualTo(State.BOUNCED);
            assertThat(ledger.byId(pending.id()).orElseThrow().state()).isEqualTo(State.PENDING);

            ledger.erase(List.of(pending.id()), NOW);
            Notification erased = ledger.byId(pending.id()).orElseThrow();
            assertThat(erased.state()).isEqualTo(State.CANCELLED);
            assertThat(erased.matter())
                    .isInstanceOfSatisfying(
                            Matter.OfPractice.class,
                            practice -> assertThat(practice.reasons()).isEmpty());

            ledger.forgetBefore(NOW);
            assertThat(ledger.byId(entry.id())).isPresent();
            Notification owed = owed("a");
            ledger.enter(List.of(owed));
            ledger.forgetBefore(NOW.plusSeconds(1));
            assertThat(ledger.byId(entry.id())).isEmpty();
            assertThat(ledger.byId(owed.id())).isPresent();
        }

        @Test
        void aDigestTakesEntriesUntilItIsClosed() {
            Notification first = owed("a").gathered();
            Notification late = owed("a").gathered();
            Notification digest =
                    Notification.digest(first.subscriber(), "daily", NOW.plusSeconds(9), "a", NOW);
            ledger.enter(List.of(digest));
            assertThat(gathering.gather(Map.of(first, digest.id())))
                    .containsEntry(first.id(), digest.id());
            assertThat(gathering.gather(Map.of(first, "another")))
                    .containsEntry(first.id(), digest.id());
            assertThat(gathering.add(digest.id(), List.of(first.id()))).isTrue();
            assertThat(gathering.add(digest.id(), List.of(first.id()))).isTrue();
            assertThat(gathering.close(digest.id()))
                    .extracting(Notification::id)
                    .containsExactly(first.id());
            assertThat(gathering.add(digest.id(), List.of(late.id()))).isFalse();
            gathering.settle(List.of(first.id()), State.SENT, NOW, "in a digest");
            assertThat(ledger.byId(first.id()).orElseThrow().state()).isEqualTo(State.SENT);
            assertThat(gathering.close(digest.id())).isEmpty();
        }
    }
}
