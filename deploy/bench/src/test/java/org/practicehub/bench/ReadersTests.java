package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.criteria.Criteria;

import java.util.SplittableRandom;

class ReadersTests {

    @Test
    void equalWishesAreOneCriteriaAndEveryKindIsAskedFor() {
        Readers.Subscribed subscribed = new Readers(new SplittableRandom(1)).subscriptions(20_000);
        assertThat(subscribed.criteria()).hasSizeLessThan(12_000);
        assertThat(subscribed.subscriptions().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(20_000);
        assertThat(subscribed.criteria().values().stream().map(Criteria::fromJson))
                .anyMatch(each -> each.all().size() == 2)
                .anyMatch(each -> !each.any().isEmpty())
                .anyMatch(each -> !each.not().isEmpty())
                .anyMatch(each -> each.words() != null);
    }

    @Test
    void theSameSeedInventsTheSame() {
        Readers one = new Readers(new SplittableRandom(5));
        Readers other = new Readers(new SplittableRandom(5));
        assertThat(one.practice(3)).isEqualTo(other.practice(3));
        assertThat(one.subscriptions(100)).isEqualTo(other.subscriptions(100));
    }
}
