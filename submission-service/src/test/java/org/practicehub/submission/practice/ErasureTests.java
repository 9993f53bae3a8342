package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Content;
import org.practicehub.events.Evidence;
import org.practicehub.events.Origin;
import org.practicehub.events.Tag;

import java.util.List;

class ErasureTests {

    private static final Content CONTENT =
            Json.read(
                    """
                    {"title":"Desks of Mar Practice","summary":"Mar Practice says sdg:10 is about cities.",
                     "kind":"practice","language":"en","submitter":"Mar Practice",
                     "topics":["cities-and-municipalities"],"countries":[{"code":"MA","role":"about"}],
                     "organisations":[{"name":"Office of Mar Practice","role":"partner"}],
                     "goals":["sdg:10","sdg-target:10.7"],
                     "contacts":[{"name":"Mar Practice","email":"mar@example.org"}],
                     "quotations":[{"text":"Good.","speaker":"Mar Practice"}],
                     "resources":[],"images":[],"relations":[]}
                    """,
                    Content.class);

    @Test
    void aNameIsCoveredInEveryTextAtItsLength() {
        Content covered = new Erasure(null, List.of("Mar Practice")).covered(CONTENT);

        assertThat(covered.title()).isEqualTo("Desks of ████████████");
        assertThat(covered.summary())
                .startsWith("████████████ says")
                .hasSameSizeAs(CONTENT.summary());
        assertThat(covered.submitter()).isNull();
        assertThat(covered.organisations().getFirst().name()).isEqualTo("Office of ████████████");
        assertThat(covered.contacts()).isEmpty();
        assertThat(covered.quotations().getFirst().speaker()).isNull();
    }

    @Test
    void whatIsCalledLikeACodeLeavesTheCodesAlone() {
        Content covered =
                new Erasure(null, List.of("practice", "sdg:10", "about", "cities"))
                        .covered(CONTENT);

        assertThat(covered.summary()).isEqualTo("Mar ████████ says ██████ is █████ ██████.");
        assertThat(covered.kind()).isEqualTo(CONTENT.kind());
        assertThat(covered.topics()).isEqualTo(CONTENT.topics());
        assertThat(covered.countries()).isEqualTo(CONTENT.countries());
        assertThat(covered.goals()).isEqualTo(CONTENT.goals());
    }

    @Test
    void evidenceIsCoveredButNotWhatItIsFor() {
        Tag tag =
                new Tag(
                        "country",
                        "MA",
                        null,
                        Origin.MACHINE,
                        0.9,
                        List.of(
                                new Evidence(
                                        "summary", 0, 3, "Mar", "gazetteer:name", null, List.of())),
                        2);

        Tag covered =
                new Erasure(null, List.of("Mar", "country", "gaz"))
                        .covered(List.of(tag))
                        .getFirst();

        assertThat(covered.evidence().getFirst().text()).isEqualTo("███");
        assertThat(covered.evidence().getFirst().rule()).isEqualTo("gazetteer:name");
        assertThat(covered.term()).isEqualTo("country:MA");
    }

    @Test
    void namesTooShortToLookForAreRefused() {
        assertThatThrownBy(() -> new Erasure(null, List.of("Al")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
