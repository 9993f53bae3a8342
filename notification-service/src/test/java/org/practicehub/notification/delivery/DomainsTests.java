package org.practicehub.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Occasion;
import org.practicehub.notification.delivery.Domains.Admission;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class DomainsTests {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final int MANY = 1_000_000;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    private Domains domains(DomainLimit... limits) {
        InstantSource source = now::get;
        return new Domains(
                new DeliveryProperties(List.of(Duration.ofMinutes(1)), List.of(limits)),
                source.withZone(ZoneOffset.UTC));
    }

    private Notification owed(String job) {
        return Notification.owed(
                "person:" + job,
                "person",
                new Matter.OfPractice(job, "practice", 1, Occasion.PUBLISHED, List.of()),
                "me",
                now.get());
    }

    private static Instant later(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Later.class);
        return ((Admission.Later) admission).at();
    }

    private static Admission.Admitted admitted(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        return (Admission.Admitted) admission;
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void nobodyWaitsForWhatNobodyHasLimited() {
        Domains none = domains();
        Domains other = domains(new DomainLimit("slow.example", 1, 1));
        for (int i = 0; i < 100; i++) {
            admitted(none.ask(owed("job"), "a@x.org"));
            admitted(other.ask(owed("job"), "a@x.org"));
        }
    }

    @Test
    void soManyAreHandedOverSideBySide() {
        Domains domains = domains(new DomainLimit("slow.example", 2, MANY));
        Admission.Admitted first = admitted(domains.ask(owed("a"), "a@SLOW.example"));
        admitted(domains.ask(owed("b"), "b@slow.example"));
        Instant turn = later(domains.ask(owed("c"), "c@slow.example"));
        assertThat(turn).isAfter(NOW);
        first.close();
        now.set(turn);
        admitted(domains.ask(owed("c").notBefore(turn), "c@slow.example"));
    }

    @Test
    void soManyLeaveInAMinuteAndTheRestHaveTimesOfTheirOwn() {
        Domains domains = domains(new DomainLimit("slow.example", 10, 60));
        admitted(domains.ask(owed("job"), "a@slow.example")).close();
        List<Instant> turns = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            turns.add(later(domains.ask(owed("job"), "a@slow.example")));
        }
        assertThat(turns)
                .containsExactly(NOW.plusSeconds(1), NOW.plusSeconds(2), NOW.plusSeconds(3));
        pass(Duration.ofSeconds(1));
        assertThat(later(domains.ask(owed("job"), "new@slow.example")))
                .as("who comes now overtakes nobody")
                .isEqualTo(NOW.plusSeconds(4));
        admitted(
                        domains.ask(
                                owed("job").notBefore(turns.getFirst().plusMillis(1)),
                                "a@slow.example"))
                .close();
    }

    @Test
    void whoComesLateForATurnTakesNobodyElses() {
        Domains domains = domains(new DomainLimit("slow.example", 10, 60));
        admitted(domains.ask(owed("job"), "a@slow.example")).close();
        Instant first = later(domains.ask(owed("job"), "b@slow.example"));
        Instant second = later(domains.ask(owed("job"), "c@slow.example"));
        now.set(first.plusMillis(500));
        admitted(domains.ask(owed("job").notBefore(first.plusMillis(501)), "b@slow.example"));
        now.set(second);
        admitted(domains.ask(owed("job").notBefore(second.plusMillis(1)), "c@slow.example"));
    }

    @Test
    void aLargeJobDelaysNoOtherForTheSameDomain() {
        Domains domains = domains(new DomainLimit("slow.example", 10, 60));
        for (int i = 0; i < 1000; i++) {
            domains.ask(owed("large"), "a@slow.example");
        }
        assertThat(later(domains.ask(owed("small"), "b@slow.example")))
                .isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void aStarStandsForEveryOtherDomainByItself() {
        Domains domains =
                domains(new DomainLimit("*", 10, 60), new DomainLimit("quick.example", 10, MANY));
        admitted(domains.ask(owed("job"), "a@one.example"));
        admitted(domains.ask(owed("job"), "a@two.example"));
        later(domains.ask(owed("job"), "b@one.example"));
        for (int i = 0; i < 5; i++) {
            admitted(domains.ask(owed("job"), "a@quick.example"));
        }
    }
}
