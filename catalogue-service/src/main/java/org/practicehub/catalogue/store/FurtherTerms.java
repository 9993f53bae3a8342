package org.practicehub.catalogue.store;

import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Terms that lists are narrowed and counted by beyond those of criteria: the year of the first
 * publication (UTC), and who set the tags.
 */
public final class FurtherTerms {

    public static Set<String> of(PracticePublished practice) {
        Set<String> terms = new LinkedHashSet<>();
        terms.add("year:" + practice.firstPublishedAt().atOffset(ZoneOffset.UTC).getYear());
        for (Tag tag : practice.tags()) {
            if (tag.origin() != null) {
                terms.add("origin:" + tag.origin().wire());
            }
        }
        return terms;
    }

    private FurtherTerms() {}
}
