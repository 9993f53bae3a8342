package org.practicehub.catalogue.subjects;

import org.practicehub.catalogue.index.CatalogueIndex;
import org.practicehub.catalogue.index.Facet;
import org.practicehub.catalogue.index.Inquiry;
import org.practicehub.catalogue.index.Inquiry.Count;
import org.practicehub.catalogue.search.Searches;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.DateRange;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Numbers for plots: what is written about, when, and what nobody has written about. */
@RestController
class StatisticsController {

    private final Searches searches;
    private final CatalogueIndex index;

    StatisticsController(Searches searches, CatalogueIndex index) {
        this.searches = searches;
        this.index = index;
    }

    /** Null country or goal: practices without one. */
    record Cell(
            @org.jspecify.annotations.Nullable String country,
            @org.jspecify.annotations.Nullable String sdg,
            int year,
            int count) {}

    record Cells(List<Cell> items, int total) {}

    record TopicYear(String topic, int year, int count) {}

    record TopicYears(List<TopicYear> items, int total) {}

    /** What has no practice at all. */
    record Gaps(List<String> countries, List<String> sdgs, List<String> gcm) {}

    @GetMapping("/api/v1/statistics/countries-goals-years")
    Cells cells() {
        needIndex();
        List<Cell> cells = new ArrayList<>();
        index.countTriples()
                .forEach(
                        (triple, count) ->
                                cells.add(
                                        new Cell(
                                                triple.get(0).isEmpty() ? null : triple.get(0),
                                                triple.get(1).isEmpty() ? null : triple.get(1),
                                                Integer.parseInt(triple.get(2)),
                                                count)));
        cells.sort(
                Comparator.comparing(Cell::country, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(
                                cell -> cell.sdg() == null ? 99 : Integer.parseInt(cell.sdg()))
                        .thenComparing(Cell::year));
        return new Cells(cells, cells.size());
    }

    @GetMapping("/api/v1/statistics/topics-years")
    TopicYears topics() {
        List<TopicYear> items = new ArrayList<>();
        for (Count year : counts(Criteria.EVERYTHING, Facet.YEAR)) {
            DateRange range = new DateRange(year.value(), year.value());
            Criteria criteria = new Criteria(List.of(), List.of(), List.of(), null, null, range);
            for (Count topic : counts(criteria, Facet.TOPIC)) {
                items.add(
                        new TopicYear(
                                topic.value(), Integer.parseInt(year.value()), topic.count()));
            }
        }
        items.sort(Comparator.comparing(TopicYear::topic).thenComparing(TopicYear::year));
        return new TopicYears(items, items.size());
    }

    @GetMapping("/api/v1/statistics/gaps")
    Gaps gaps() {
        Map<Facet, List<Count>> counts =
                searches.find(
                                new Inquiry(
                                        Criteria.EVERYTHING,
                                        null,
                                        Order.NEWEST,
                                        null,
                                        1,
                                        Set.of(Facet.COUNTRY, Facet.SDG, Facet.GCM)))
                        .facets();
        return new Gaps(
                missing(
                        Arrays.stream(java.util.Locale.getISOCountries()).sorted().toList(),
                        counts.getOrDefault(Facet.COUNTRY, List.of())),
                missing(numbers(17), counts.getOrDefault(Facet.SDG, List.of())),
                missing(numbers(23), counts.getOrDefault(Facet.GCM, List.of())));
    }

    private List<Count> counts(Criteria criteria, Facet facet) {
        return searches.find(new Inquiry(criteria, null, Order.NEWEST, null, 1, Set.of(facet)))
                .facets()
                .getOrDefault(facet, List.of());
    }

    private static List<String> missing(List<String> all, List<Count> counts) {
        Map<String, Integer> found = new TreeMap<>();
        counts.forEach(count -> found.put(count.value(), count.count()));
        return all.stream().filter(code -> !found.containsKey(code)).toList();
    }

    private static List<String> numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
    }

    private void needIndex() {
        if (!index.isComplete()) {
            throw new Refusal(Name.UNAVAILABLE, "the index is being made");
        }
    }
}
