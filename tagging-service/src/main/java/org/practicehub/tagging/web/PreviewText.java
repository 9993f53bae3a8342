package org.practicehub.tagging.web;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.Kind;
import org.practicehub.events.Period;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** A content as far as it is written; every field of a submission may be sent, none must be. */
record PreviewText(
        @Nullable String title,
        @Nullable String summary,
        @Nullable Kind kind,
        @Nullable String language,
        @Nullable Period period,
        @Nullable String submitter,
        @Nullable String source,
        @Nullable List<String> topics,
        @Nullable List<Content.Country> countries,
        @Nullable List<Content.Organisation> organisations,
        @Nullable List<String> goals,
        @Nullable List<Content.Contact> contacts,
        @Nullable List<Content.Quotation> quotations,
        @Nullable List<Content.Resource> resources,
        @Nullable List<Content.Image> images,
        @Nullable List<Content.Relation> relations) {

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_SUMMARY = 100_000;

    /**
     * @throws InvalidText when a text is too long or holds what no text may hold
     */
    Content toContent() {
        List<Problems.FieldError> errors = new ArrayList<>();
        String cleanTitle = clean("/title", title, LONGEST_TITLE, errors);
        String cleanSummary = clean("/summary", summary, LONGEST_SUMMARY, errors);
        String cleanLanguage = clean("/language", language, 35, errors);
        List<String> cleanTopics = new ArrayList<>();
        List<String> givenTopics = topics == null ? List.of() : topics;
        for (int i = 0; i < givenTopics.size(); i++) {
            if (givenTopics.get(i) == null) {
                errors.add(new Problems.FieldError("/topics/" + i, "This is missing."));
                continue;
            }
            cleanTopics.add(clean("/topics/" + i, givenTopics.get(i), 200, errors));
        }
        List<Content.Organisation> cleanOrganisations = new ArrayList<>();
        List<Content.Organisation> given = organisations == null ? List.of() : organisations;
        for (int i = 0; i < given.size(); i++) {
            Content.Organisation organisation = given.get(i);
            if (organisation == null) {
                errors.add(new Problems.FieldError("/organisations/" + i, "This is missing."));
                continue;
            }
            String name = clean("/organisations/" + i + "/name", organisation.name(), 1000, errors);
            cleanOrganisations.add(
                    new Content.Organisation(name, organisation.role(), organisation.country()));
        }
        if (!errors.isEmpty()) {
            throw new InvalidText(errors);
        }
        return new Content(
                cleanTitle,
                cleanSummary,
                kind == null ? Kind.PRACTICE : kind,
                cleanLanguage.isEmpty() ? "en" : cleanLanguage,
                period,
                submitter,
                source,
                cleanTopics,
                orEmpty(countries),
                cleanOrganisations,
                orEmpty(goals),
                orEmpty(contacts),
                orEmpty(quotations),
                orEmpty(resources),
                orEmpty(images),
                orEmpty(relations));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static String clean(
            String pointer, @Nullable String text, int longest, List<Problems.FieldError> errors) {
        if (text == null) {
            return "";
        }
        if (text.length() > longest) {
            errors.add(
                    new Problems.FieldError(
                            pointer, "This is longer than " + longest + " characters."));
            return "";
        }
        if (text.indexOf('\0') >= 0) {
            errors.add(new Problems.FieldError(pointer, "This holds a NUL character."));
            return "";
        }
        boolean lone = text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        if (lone) {
            errors.add(new Problems.FieldError(pointer, "This holds half a surrogate pair."));
            return "";
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
