package org.practicehub.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.drills.Facts.accepted;
import static org.practicehub.drills.Facts.approved;
import static org.practicehub.drills.Facts.confirmed;

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
}
