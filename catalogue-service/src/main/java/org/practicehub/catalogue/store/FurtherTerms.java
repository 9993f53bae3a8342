package org.practicehub.catalogue.store;

import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Terms that lists are narrowed and counted by beyond those of criteria: the year and the month of
 * the first publication (UTC), and who set the tags.
 */
public final class FurtherTerms {

    public static Set<String> of(PracticePublished practice) {
        Set<String> terms = new LinkedHashSet<>();
        LocalDate day = practice.firstPublishedAt().atOffset(ZoneOffset.UTC).toLocalDate();
        terms.add("year:" + day.getYear());
        terms.add("month:" + YearMonth.from(day));
        for (Tag tag : practice.tags()) {
            if (tag.origin() != null) {
                terms.add("origin:" + tag.origin().wire());
            }
        }
        return terms;
    }

    private FurtherTerms() {}
}
