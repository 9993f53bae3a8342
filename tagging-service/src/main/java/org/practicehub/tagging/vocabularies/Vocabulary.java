package org.practicehub.tagging.vocabularies;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A list of codes.
 *
 * @param scheme what stands before the colon of a tag, for instance {@code sdg}
 * @param source where codes and labels come from, and who may add to them
 */
public record Vocabulary(String scheme, String source, List<Concept> concepts) {

    /** The languages that every code has a label in. */
    public static final List<String> LANGUAGES = List.of("en", "fr", "es", "ar");

    /** Kosovo has no code in ISO 3166-1; XK is the user-assigned one that UN data and CLDR use. */
    private static final String KOSOVO = "XK";

    /** ISO 3166-1, with the names that CLDR gives in each language. */
    public static Vocabulary countries() {
        List<Concept> countries = new ArrayList<>();
        for (String code : Locale.getISOCountries()) {
            countries.add(country(code));
        }
        countries.add(country(KOSOVO));
        countries.sort(java.util.Comparator.comparing(Concept::code));
        return new Vocabulary(
                "country",
                "ISO 3166-1 alpha-2 and XK; labels: Unicode CLDR",
                List.copyOf(countries));
    }

    public static Vocabulary groups() {
        return new Vocabulary("group", "chosen for this hub", read("groups"));
    }

    public static Vocabulary goals() {
        return new Vocabulary("sdg", "United Nations, short titles of the goals", read("sdgs"));
    }

    public static Vocabulary objectives() {
        return new Vocabulary(
                "gcm", "General Assembly resolution 73/195, annex, paragraph 16", read("gcm"));
    }

    /** The topics that the hub began with; the submission service keeps those of today. */
    public static Vocabulary topics() {
        return new Vocabulary(
                "topic",
                "the topics that the hub began with; editors add to them: /api/v1/topics",
                read("topics"));
    }

    /** The concept of a code, or null. */
    public @Nullable Concept find(String code) {
        return concepts.stream()
                .filter(concept -> concept.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private static Concept country(String code) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String language : LANGUAGES) {
            labels.put(language, Locale.of("", code).getDisplayCountry(Locale.of(language)));
        }
        return new Concept(code, labels);
    }

    private static List<Concept> read(String name) {
        String path = "/tagging/vocabularies/" + name + ".tsv";
        try (InputStream in = Vocabulary.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(Vocabulary::concept)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Concept concept(String line) {
        String[] columns = line.split("\t", -1);
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < LANGUAGES.size(); i++) {
            labels.put(LANGUAGES.get(i), columns[i + 1]);
        }
        return new Concept(columns[0], labels);
    }
}
