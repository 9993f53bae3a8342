package org.practicehub.bench;

import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Kind;

import java.util.List;

/** Practices that nobody has carried out. */
final class Invented {

    private Invented() {}

    /** Content in English with nothing but this. */
    static Content content(
            String title, String summary, List<String> topics, List<String> countries) {
        return new Content(
                title,
                summary,
                Kind.PRACTICE,
                "en",
                null,
                null,
                null,
                topics,
                countries.stream()
                        .map(code -> new Content.Country(code, CountryRole.ABOUT))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
