package org.practicehub.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.drills.Facts.accepted;
import static org.practicehub.drills.Facts.approved;
import static org.practicehub.drills.Facts.at;
import static org.practicehub.drills.Facts.confirmed;
import static org.practicehub.drills.Facts.left;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class AuditTests {

    private final Ledger ledger = new Ledger();
    private final Map<String, Observed.Titled> submissions = new HashMap<>();
    private final List<Observed.Titled> listed = new ArrayList<>();
    private final List<Observed.Titled> cards = new ArrayList<>();
    private final Map<String, Observed.Titled> practices = new HashMap<>();
    private final List<Observed.Sent> messages = new ArrayList<>();

    /** One practice, approved in its second revision, one reader, one kill at second 20. */
    @BeforeEach
    void asItShouldBe() {
        ledger.enter(accepted("d1", "country:MA"));
        ledger.enter(new Fact.Revised("d1", 2));
        ledger.enter(confirmed("a@example.org", "country:MA", 1, 2));
        ledger.enter(approved("d1", 2, 3, 4));
        ledger.enter(new Fact.Killed(at(20)));
        Observed.Titled found = new Observed.Titled("id-d1", "d1", 2);
        submissions.put("id-d1", found);
        listed.add(found);
        cards.add(found);
        practices.put("id-d1", found);
        messages.add(mail(10, "<one@hub>"));
    }

    @Test
    void allAsOwedPassesAndIsCounted() {
        Audit audit = audit();
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.passed()).isTrue();
        assertThat(audit.counts())
                .containsEntry("submissions answered 201", 1L)
                .containsEntry("submissions there with their last content", 1L)
                .containsEntry("practices in the catalogue once with their last revision", 1L)
                .containsEntry("messages owed and sent", 1L);
    }

    @Test
    void aLostSubmissionIsFound() {
        submissions.clear();
        listed.clear();
        assertThat(audit().findings())
                .anyMatch(each -> each.startsWith("submission lost"))
                .anyMatch(each -> each.startsWith("submission listed 0 times"));
    }

    @Test
    void aSubmissionTakenTwiceIsFound() {
        listed.add(new Observed.Titled("id-other", "d1", 1));
        assertThat(audit().findings()).containsExactly("submission listed 2 times: d1");
    }

    @Test
    void aSubmissionThatLostItsLastContentIsFound() {
        submissions.put("id-d1", new Observed.Titled("id-d1", "d1", 1));
        assertThat(audit().findings()).singleElement().asString().contains("other content");
    }

    @Test
    void aPracticeMissingFromSearchIsFoundThoughTheReadModelHasIt() {
        cards.clear();
        assertThat(audit().findings()).containsExactly("practice lost in search: d1 id-d1");
    }

    @Test
    void aPracticeMissingFromTheReadModelIsFoundThoughSearchHasIt() {
        practices.clear();
        assertThat(audit().findings()).containsExactly("practice lost in read model: d1 id-d1");
    }

    @Test
    void aPracticeThatIsThereTwiceOrOldIsFound() {
        cards.add(cards.getFirst());
        practices.put("id-d1", new Observed.Titled("id-d1", "d1", 1));
        assertThat(audit().findings())
                .anyMatch(each -> each.startsWith("practice 2 times in search"))
                .anyMatch(each -> each.startsWith("practice with another revision in read model"));
    }

    @Test
    void whatNobodyApprovedMustNotBePublished() {
        ledger.enter(accepted("d2", "country:MA"));
        Observed.Titled found = new Observed.Titled("id-d2", "d2", 1);
        submissions.put("id-d2", found);
        listed.add(found);
        cards.add(found);
        assertThat(audit().findings()).containsExactly("published without approval: d2");
    }

    @Test
    void aLostMessageIsFound() {
        messages.clear();
        assertThat(audit().findings()).singleElement().asString().startsWith("message lost");
    }

    @Test
    void aSecondCopyAfterAKillIsAllowedWithTheSameMessageId() {
        messages.add(mail(30, "<one@hub>"));
        assertThat(audit().findings()).isEmpty();
        assertThat(audit().counts())
                .containsEntry("messages sent again after a kill, same Message-ID", 1L);
    }

    @Test
    void aSecondCopyWithAnotherMessageIdIsFound() {
        messages.add(mail(30, "<two@hub>"));
        assertThat(audit().findings())
                .singleElement()
                .asString()
                .startsWith("message sent again as another");
    }

    @Test
    void aSecondCopyWithoutAKillBetweenIsFound() {
        messages.add(mail(11, "<one@hub>"));
        assertThat(audit().findings())
                .singleElement()
                .asString()
                .startsWith("message sent again without a kill");
    }

    @Test
    void aThirdCopyNeedsAKillOfItsOwn() {
        messages.add(mail(30, "<one@hub>"));
        messages.add(mail(31, "<one@hub>"));
        assertThat(audit().findings())
                .singleElement()
                .asString()
                .startsWith("message sent again without a kill");
    }

    @Test
    void aMessageNobodyAskedForIsFound() {
        messages.add(
                new Observed.Sent(
                        at(10), new Ledger.Message("b@example.org", "d1", 2), "<three@hub>"));
        assertThat(audit().findings())
                .singleElement()
                .asString()
                .startsWith("message nobody asked for");
    }

    @Test
    void anEndpointIsOwedAndCountedAsAPersonIs() {
        ledger.enter(confirmed("hook1", "country:MA", 1, 2));
        assertThat(audit().findings()).singleElement().asString().startsWith("message lost");
        Ledger.Message post = new Ledger.Message("hook1", "d1", 2);
        messages.add(new Observed.Sent(at(12), post, "msg_1"));
        messages.add(new Observed.Sent(at(30), post, "msg_1"));
        assertThat(audit().findings()).isEmpty();
        assertThat(audit().counts())
                .containsEntry("  of these by mail", 1L)
                .containsEntry("  of these by webhook", 1L)
                .containsEntry("messages posted again after a kill, same webhook-id", 1L);
        messages.add(new Observed.Sent(at(31), post, "msg_1"));
        assertThat(audit().findings())
                .singleElement()
                .asString()
                .startsWith("message sent again without a kill");
    }

    @Test
    void whoLeftAfterwardsNeedNotBeTold() {
        ledger.enter(left("a@example.org", "country:MA", 5, 6));
        assertThat(audit().findings()).isEmpty();
        messages.clear();
        assertThat(audit().findings()).isEmpty();
        assertThat(audit().counts()).containsEntry("messages that may be sent, not sent", 1L);
    }

    @Test
    void aMessageLongAfterItsReaderLeftIsFound() {
        ledger.enter(left("a@example.org", "country:MA", 5, 6));
        messages.set(0, mail(60, "<one@hub>"));
        assertThat(audit().findings())
                .singleElement()
                .asString()
                .startsWith("message to somebody who had long left");
    }

    private static Observed.Sent mail(int second, String messageId) {
        return new Observed.Sent(
                at(second), new Ledger.Message("a@example.org", "d1", 2), messageId);
    }

    private Audit audit() {
        return Audit.of(ledger, new Observed(submissions, listed, cards, practices, messages));
    }
}
