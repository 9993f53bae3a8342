package org.practicehub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.catalogue.store.Order;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.RandomModel;
import org.practicehub.criteria.ReferenceMatcher;
import org.practicehub.events.PracticePublished;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The oracle is quick about what it asks the plain reference, and says the same. */
class OracleTests {

    private static final int PRACTICES = 200;
    private static final int QUERIES = 2_000;

    @Test
    void theOracleSaysOfManyWhatTheReferenceSaysOfEach() {
        RandomModel model = new RandomModel(5);
        List<PracticePublished> practices = new ArrayList<>();
        for (int i = 0; i < PRACTICES; i++) {
            practices.add(model.practice("p" + i).event());
        }
        Oracle oracle = new Oracle(practices);
        List<ReferenceMatcher> matchers = practices.stream().map(ReferenceMatcher::of).toList();
        int met = 0;
        for (int i = 0; i < QUERIES; i++) {
            Criteria criteria = model.criteria();
            Set<String> expected =
                    matchers.stream()
                            .filter(matcher -> matcher.matches(criteria))
                            .map(ReferenceMatcher::practiceId)
                            .collect(Collectors.toSet());
            assertThat(oracle.ask(criteria, Order.values()[i % 3]).ids())
                    .as(criteria.canonicalJson())
                    .containsExactlyInAnyOrderElementsOf(expected);
            met += expected.isEmpty() ? 0 : 1;
        }
        assertThat(met).as("criteria that anything meets").isGreaterThan(QUERIES / 5);
    }
}
