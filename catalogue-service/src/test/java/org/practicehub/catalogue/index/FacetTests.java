package org.practicehub.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.catalogue.index.Inquiry.Count;

import java.util.List;

class FacetTests {

    private static final List<Count> COUNTS =
            List.of(new Count("2024-02", 9), new Count("2023-12", 1), new Count("2024-01", 9));

    @Test
    void monthsAreToldInTheOrderOfTimeTheNewestKept() {
        assertThat(Facet.MONTH.told(COUNTS, 2))
                .extracting(Count::value)
                .containsExactly("2024-01", "2024-02");
    }

    @Test
    void otherValuesAreToldByTheirNumber() {
        assertThat(Facet.TOPIC.told(COUNTS, 2))
                .extracting(Count::value)
                .containsExactly("2024-01", "2024-02");
        assertThat(Facet.TOPIC.told(COUNTS, 9)).extracting(Count::value).endsWith("2023-12");
    }
}
