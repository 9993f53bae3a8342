package org.practicehub.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.drills.Facts.accepted;
import static org.practicehub.drills.Facts.approved;
import static org.practicehub.drills.Facts.at;
import static org.practicehub.drills.Facts.confirmed;
import static org.practicehub.drills.Facts.left;

import org.junit.jupiter.api.Test;

import java.util.Map;

class LedgerTests {

    private final Ledger ledger = new Ledger();

    @Test
    void whoConfirmedBeforeTheApprovalIsOwedAMessage() {
        ledger.enter(accepted("d1", "country:MA"));
        ledger.enter(confirmed("a@example.org", "country:MA", 1, 2));
        ledger.enter(approved("d1", 1, 3, 4));
        assertThat(ledger.messages())
                .containsExactly(
                        Map.entry(new Ledger.Message("a@example.org", "d1", 1), Ledger.Due.OWED));
    }

    @Test
    void whoConfirmedAfterwardsIsOwedNothing() {
        ledger.enter(accepted("d1", "country:MA"));
        ledger.enter(approved("d1", 1, 3, 4));
        ledger.enter(confirmed("a@example.org", "country:MA", 5, 6));
        assertThat(ledger.messages()).isEmpty();
    }

    @Test
    void whenBothHappenedAtOnceEitherOrderIsAllowed() {
        ledger.enter(accepted("d1", "country:MA"));
        ledger.enter(confirmed("a@example.org", "country:MA", 1, 5));
        ledger.enter(approved("d1", 1, 3, 9));
        assertThat(ledger.messages().values()).containsExactly(Ledger.Due.ALLOWED);
    }

    @Test
    void aPersonWithTwoWishesThatAreMetIsOwedOneMessage() {
        ledger.enter(accepted("d1", "country:MA", "topic:x"));
        ledger.enter(confirmed("a@example.org", "country:MA", 1, 2));
        ledger.enter(confirmed("a@example.org", "topic:x", 3, 9));
        ledger.enter(approved("d1", 1, 5, 6));
        assertThat(ledger.messages().values()).containsExactly(Ledger.Due.OWED);
    }

    @Test
    void everyApprovedRevisionIsOwedAndTheLastIsTheOnePublished() {
        ledger.enter(accepted("d1", "country:MA"));
        ledger.enter(confirmed("a@example.org", "country:MA", 1, 2));
        ledger.enter(approved("d1", 1, 3, 4));
        ledger.enter(new Fact.Revised("d1", 2));
        assertThat(ledger.practices().iterator().next().content()).isEqualTo(2);
        assertThat(ledger.practices().iterator().next().published()).isEqualTo(1);
        ledger.enter(approved("d1", 2, 5, 6));
        assertThat(ledger.practices().iterator().next().published()).isEqualTo(2);
        assertThat(ledger.messages()).hasSize(2);
    }

    @Test
    void whatDoesNotMeetTheWishIsNotOwed() {
        ledger.enter(accepted("d1", "country:EC"));
        ledger.enter(confirmed("a@example.org", "country:MA", 1, 2));
        ledger.enter(approved("d1", 1, 3, 4));
        assertThat(ledger.messages()).isEmpty();
    }

    @Test
    void whoLeftBeforeTheApprovalMustBeToldNothing() {
        ledger.enter(accepted("d1", "country:MA"));
        ledger.enter(confirmed("a@example.org", "country:MA", 1, 2));
        ledger.enter(left("a@example.org", "country:MA", 3, 4));
        ledger.enter(approved("d1", 1, 5, 6));
        assertThat(ledger.messages()).isEmpty();
        assertThat(ledger.silences()).containsExactly(Map.entry("a@example.org", at(4)));
    }

    @Test
    void whoLeftDuringTheApprovalOrAfterItMayHaveBeenTold() {
        ledger.enter(accepted("d1", "country:MA"));
        ledger.enter(confirmed("during@example.org", "country:MA", 1, 2));
        ledger.enter(confirmed("after@example.org", "country:MA", 1, 2));
        ledger.enter(left("during@example.org", "country:MA", 3, 5));
        ledger.enter(approved("d1", 1, 4, 6));
        ledger.enter(left("after@example.org", "country:MA", 7, 8));
        assertThat(ledger.messages().values())
                .containsExactly(Ledger.Due.ALLOWED, Ledger.Due.ALLOWED);
    }

    @Test
    void whoCameBackIsOwedAgainButNotWhatWasPublishedMeanwhile() {
        ledger.enter(accepted("d1", "country:MA"));
        ledger.enter(confirmed("a@example.org", "country:MA", 1, 2));
        ledger.enter(left("a@example.org", "country:MA", 3, 4));
        ledger.enter(approved("d1", 1, 5, 6));
        ledger.enter(confirmed("a@example.org", "country:MA", 7, 8));
        ledger.enter(approved("d1", 2, 9, 10));
        assertThat(ledger.messages())
                .containsExactly(
                        Map.entry(new Ledger.Message("a@example.org", "d1", 2), Ledger.Due.OWED));
        assertThat(ledger.silences()).isEmpty();
    }

    @Test
    void whoLeavesOneOfTwoWishesThatAreMetIsOwedForTheOther() {
        ledger.enter(accepted("d1", "country:MA", "topic:x"));
        ledger.enter(confirmed("hook1", "country:MA", 1, 2));
        ledger.enter(confirmed("hook1", "topic:x", 1, 2));
        ledger.enter(confirmed("hook1", "topic:x", 3, 4));
        ledger.enter(left("hook1", "country:MA", 5, 6));
        ledger.enter(approved("d1", 1, 7, 8));
        assertThat(ledger.messages().values()).containsExactly(Ledger.Due.OWED);
        ledger.enter(left("hook1", "topic:x", 9, 10));
        ledger.enter(approved("d1", 2, 11, 12));
        assertThat(ledger.messages().values()).containsExactly(Ledger.Due.ALLOWED);
    }
}
