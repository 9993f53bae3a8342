package org.practicehub.notification.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.ParityCorpus;
import org.practicehub.criteria.RandomModel;
import org.practicehub.criteria.ReferenceMatcher;
import org.practicehub.events.PracticePublished;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

class MatcherTests {

    @Test
    void theParityCorpusIsAnsweredAsByEveryOtherIndex() {
        for (ParityCorpus corpus : ParityCorpus.all()) {
            Matcher matcher = new Matcher();
            corpus.cases().forEach(c -> matcher.put(c.criteria().id(), c.criteria()));
            Map<String, Set<String>> met = new HashMap<>();
            for (PracticePublished practice : corpus.practices()) {
                List<String> ids = matcher.match(practice);
                assertThat(ids).doesNotHaveDuplicates();
                ids.forEach(
                        id ->
                                met.computeIfAbsent(id, _ -> new TreeSet<>())
                                        .add(practice.practiceId()));
            }
            for (ParityCorpus.Case c : corpus.cases()) {
                assertThat(met.getOrDefault(c.criteria().id(), Set.of()))
                        .as(c.name())
                        .isEqualTo(c.ids());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomCriteriaComingAndGoingAreMatchedAsByTheReference(long seed) {
        RandomModel model = new RandomModel(seed);
        Random random = new Random(seed);
        Matcher matcher = new Matcher();
        Map<String, Criteria> present = new HashMap<>();
        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < 50; i++) {
                Criteria criteria = model.criteria();
                present.put(criteria.id(), criteria);
                matcher.put(criteria.id(), criteria);
            }
            for (String id : List.copyOf(present.keySet())) {
                if (random.nextInt(10) == 0) {
                    present.remove(id);
                    matcher.remove(id);
                }
            }
            assertThat(matcher.size()).isEqualTo(present.size());
            PracticePublished practice = model.practice("practice-" + round).event();
            ReferenceMatcher reference = ReferenceMatcher.of(practice);
            Set<String> expected = new TreeSet<>();
            present.forEach(
                    (id, criteria) -> {
                        if (reference.matches(criteria)) {
                            expected.add(id);
                        }
                    });
            assertThat(matcher.match(practice)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
