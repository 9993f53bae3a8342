package org.practicehub.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.stream.IntStream;

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

        private MongoTemplate mongo;
        private Ledger ledger;
        private Gathering gathering;

        @Override
        protected void use(MongoTemplate mongo) {
            this.mongo = mongo;
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
            assertThat(ledger.owe(List.of(entry), "b", NOW.plusSeconds(5)))
                    .singleElement()
                    .satisfies(
                            again -> {
                                assertThat(again.owner()).isEqualTo("b");
                                assertThat(again.attempts()).isZero();
                                assertThat(again.messageKey()).isEqualTo(entry.messageKey());
                            });
            ledger.record(List.of(new Ledger.Outcome(entry, State.SENT, NOW, NOW, "250")));
            ledger.bounced(List.of(entry, pending), NOW, "hard bounce");
            assertThat(ledger.byId(entry.id()).orElseThrow().state()).isEqualTo(State.BOUNCED);
            assertThat(ledger.byId(pending.id()).orElseThrow().state()).isEqualTo(State.PENDING);

            ledger.erase(List.of(pending), NOW);
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

        private static Page page(String owner, int people) {
            String job = UUID.randomUUID() + ":1";
            return new Page(
                    job,
                    0,
                    "p",
                    1,
                    Occasion.PUBLISHED,
                    owner,
                    NOW,
                    IntStream.range(0, people)
                            .mapToObj(
                                    i ->
                                            new Page.Owed(
                                                    "person-" + i,
                                                    List.of(new Reason("wish-" + i, "criteria"))))
                            .toList(),
                    List.of());
        }

        private Ledger.Outcome outcome(Notification entry, State state, String words) {
            return new Ledger.Outcome(entry, state, NOW, NOW.plusSeconds(60), words);
        }

        private static Place place(Page page, int person) {
            return new Place("person-" + person, page.jobId(), page.occasion(), 1);
        }

        private Notification now(Page page, int person) {
            return ledger.at(List.of(place(page, person))).getFirst();
        }

        private List<Page> owedPages(String owner) {
            List<Page> owed = new ArrayList<>();
            ledger.owedPages(owed::add);
            return owed.stream().filter(page -> page.owner().equals(owner)).toList();
        }

        @Test
        void aPageIsEnteredOnceAndStaysAsItWas() {
            Page page = page("a", 3);
            assertThat(ledger.enterPages(List.of(page))).containsExactly(page);
            Page another =
                    new Page(
                            page.jobId(),
                            0,
                            "p",
                            1,
                            Occasion.PUBLISHED,
                            "b",
                            NOW,
                            List.of(new Page.Owed("stranger", List.of())),
                            List.of());
            assertThat(ledger.enterPages(List.of(another))).containsExactly(page);
            assertThat(ledger.page(page.jobId(), 0)).contains(page);
            assertThat(ledger.at(List.of(place(page, 1)))).containsExactly(page.entries().get(1));
            assertThat(ledger.at(List.of(place(page, 9)))).isEmpty();
        }

        @Test
        void outcomesOnAPageAreFinalAndCloseItWithTheLast() {
            String owner = "owner-" + UUID.randomUUID();
            Page page = page(owner, 4);
            ledger.enterPages(List.of(page));
            List<Notification> all = page.pending();
            ledger.record(
                    List.of(
                            outcome(all.get(0), State.SENT, "250 ok"),
                            outcome(all.get(1), State.SENT, "250 ok"),
                            outcome(all.get(2), State.PENDING, "451 later")));
            ledger.record(List.of(outcome(all.get(0), State.REFUSED, "550")));
            assertThat(now(page, 0))
                    .extracting(Notification::state, Notification::outcome, Notification::attempts)
                    .containsExactly(State.SENT, "250 ok", 1);
            assertThat(now(page, 2))
                    .extracting(Notification::state, Notification::attempts, Notification::nextAt)
                    .containsExactly(State.PENDING, 1, NOW.plusSeconds(60));
            assertThat(ledger.page(page.jobId(), 0).orElseThrow().marks())
                    .as("equal outcomes are one mark")
                    .hasSize(3);
            assertThat(owedPages(owner)).hasSize(1);

            ledger.record(List.of(outcome(all.get(3), State.CANCELLED, "unsubscribed")));
            assertThat(owedPages(owner)).hasSize(1);
            ledger.record(List.of(outcome(all.get(2), State.EXPIRED, "451 a@example.org gone")));
            assertThat(owedPages(owner)).isEmpty();
            assertThat(now(page, 2).outcome()).doesNotContain("@");
        }

        @Test
        void aPageIsHandedOverOnceWithWhatIsPendingOnIt() {
            String dead = "dead-" + UUID.randomUUID();
            Page page = page(dead, 3);
            ledger.enterPages(List.of(page));
            Ledger another = new Ledger(mongo);
            another.record(List.of(outcome(page.pending().getFirst(), State.SENT, "250")));
            Page owed = owedPages(dead).getFirst();
            assertThat(another.handOver(owed, "b"))
                    .extracting(Notification::subscriber, Notification::owner)
                    .containsExactly(tuple("person-1", "b"), tuple("person-2", "b"));
            assertThat(another.handOver(owed, "c")).isEmpty();

            another.record(
                    page.pending().stream().map(e -> outcome(e, State.SENT, "250")).toList());
            assertThat(owedPages("b")).noneMatch(each -> each.jobId().equals(page.jobId()));
        }

        @Test
        void aPageThatACrashLeftOpenIsClosedByWhoTakesItOver() {
            String dead = "dead-" + UUID.randomUUID();
            Page page = page(dead, 2);
            ledger.enterPages(List.of(page));
            Ledger another = new Ledger(mongo);
            another.record(
                    page.pending().stream().map(e -> outcome(e, State.SENT, "250")).toList());
            Page owed = owedPages(dead).getFirst();
            assertThat(another.handOver(owed, "b")).isEmpty();
            assertThat(owedPages("b")).noneMatch(each -> each.jobId().equals(page.jobId()));
        }

        @Test
        void ofAPageOneLineMayBounceBeOwedAgainAndBeErased() {
            Page page = page("a", 3);
            ledger.enterPages(List.of(page));
            List<Notification> all = page.pending();
            ledger.record(List.of(outcome(all.get(0), State.SENT, "250")));
            ledger.bounced(all, NOW, "hard bounce");
            assertThat(now(page, 0).state()).isEqualTo(State.BOUNCED);
            assertThat(now(page, 1).state()).isEqualTo(State.PENDING);

            Notification bounced = now(page, 0);
            List<Notification> again = ledger.owe(List.of(bounced), "b", NOW.plusSeconds(5));
            assertThat(again)
                    .singleElement()
                    .satisfies(
                            each -> {
                                assertThat(each.owner()).isEqualTo("b");
                                assertThat(each.attempts()).isZero();
                                assertThat(each.line()).isNull();
                                assertThat(each.messageKey()).isEqualTo(bounced.messageKey());
                            });
            ledger.record(List.of(outcome(again.getFirst(), State.SENT, "250 at last")));
            assertThat(now(page, 0).outcome()).isEqualTo("250 at last");
            assertThat(ledger.page(page.jobId(), 0).orElseThrow().entries()).hasSize(2);

            ledger.erase(List.of(now(page, 0), now(page, 1)), NOW);
            assertThat(now(page, 0).state()).isEqualTo(State.SENT);
            assertThat(now(page, 1).state()).isEqualTo(State.CANCELLED);
            assertThat(
                            ledger
                                    .at(List.of(place(page, 0), place(page, 1), place(page, 2)))
                                    .stream()
                                    .map(Notification::matter)
                                    .map(matter -> ((Matter.OfPractice) matter).reasons().size()))
                    .containsExactlyInAnyOrder(0, 0, 1);
        }

        @Test
        void oldPagesAreForgottenOnceNothingOnThemIsOwed() {
            Page page = page("a", 1);
            ledger.enterPages(List.of(page));
            ledger.forgetBefore(NOW.plusSeconds(1));
            assertThat(ledger.page(page.jobId(), 0)).isPresent();
            ledger.record(List.of(outcome(page.pending().getFirst(), State.SENT, "250")));
            ledger.forgetBefore(NOW);
            assertThat(ledger.page(page.jobId(), 0)).isPresent();
            assertThat(ledger.forgetBefore(NOW.plusSeconds(1))).isPositive();
            assertThat(ledger.page(page.jobId(), 0)).isEmpty();
        }
    }
}
