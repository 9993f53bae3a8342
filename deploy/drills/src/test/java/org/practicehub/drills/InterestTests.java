package org.practicehub.drills;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Set;

class InterestTests {

    private static final Interest INTEREST =
            new Interest(Set.of("country:MA"), Set.of("topic:a", "topic:b"), Set.of("kind:news"));

    @Test
    void allAnyAndNotMustAgree() {
        assertThat(INTEREST.metBy(Set.of("country:MA", "topic:b"))).isTrue();
        assertThat(INTEREST.metBy(Set.of("topic:b"))).isFalse();
        assertThat(INTEREST.metBy(Set.of("country:MA", "topic:c"))).isFalse();
        assertThat(INTEREST.metBy(Set.of("country:MA", "topic:a", "kind:news"))).isFalse();
    }

    @Test
    void theApiTakesItAsCriteria() {
        assertThat(INTEREST.criteria().toString())
                .isEqualTo(
                        "{\"all\":[\"country:MA\"],\"any\":[\"topic:a\",\"topic:b\"],"
                                + "\"not\":[\"kind:news\"]}");
    }
}
