package org.practicehub.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Occasion;

import java.util.HashMap;
import java.util.Map;

class PlaceTests {

    @Test
    void whatAPersonIsOwedIsWhereItWasYesterday() {
        // Stored pages are found by these numbers.
        assertThat(Place.number("0123456789abcdef0123456789abcdef", 4000)).isEqualTo(2405);
        assertThat(Place.number("endpoint:account:one", 17)).isEqualTo(10);
        Place place = new Place("somebody", "practice:1", Occasion.PUBLISHED, 1);
        assertThat(place.id()).isEqualTo("somebody:practice:1:published");
        assertThat(place.page()).isEqualTo("practice:1/0");
    }

    @Test
    void peopleAreSpreadEvenlyWhateverTheirIdsAre() {
        Map<Integer, Integer> pages = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            pages.merge(Place.number("0123456789abcdef%016d".formatted(i), 400), 1, Integer::sum);
        }
        assertThat(pages).hasSize(400);
        assertThat(pages.values()).allMatch(people -> people > 150 && people < 350);
    }
}
