package org.practicehub.notification.mail;

import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.DateRange;
import org.practicehub.criteria.Term;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Criteria in a reader's words. */
final class CriteriaWording {

    static String describe(Wording words, Criteria criteria) {
        if (criteria.isEmpty()) {
            return words.of("criteria.everything");
        }
        List<String> parts = new ArrayList<>();
        criteria.all().forEach(term -> parts.add(label(words, term)));
        criteria.any()
                .forEach(
                        group ->
                                parts.add(
                                        group.stream()
                                                .map(term -> label(words, term))
                                                .collect(
                                                        Collectors.joining(
                                                                " " + words.of("or") + " "))));
        if (criteria.words() != null) {
            parts.add(words.of("criteria.words", criteria.words()));
        }
        if (criteria.period() != null) {
            parts.add(words.of("criteria.period", range(criteria.period())));
        }
        if (criteria.published() != null) {
            parts.add(words.of("criteria.published", range(criteria.published())));
        }
        criteria.not().forEach(term -> parts.add(words.of("criteria.not", label(words, term))));
        return String.join(words.of("separator") + " ", parts);
    }

    private static String range(DateRange range) {
        return (range.from() == null ? "…" : range.from())
                + "–"
                + (range.to() == null ? "…" : range.to());
    }

    static String label(Wording words, Term term) {
        return switch (term.scheme()) {
            case COUNTRY ->
                    new Locale.Builder()
                            .setRegion(term.code())
                            .build()
                            .getDisplayCountry(words.locale());
            case LANGUAGE -> Locale.forLanguageTag(term.code()).getDisplayLanguage(words.locale());
            case SDG -> words.of("label.sdg", term.code());
            case SDG_TARGET -> words.of("label.sdg-target", term.code());
            case GCM -> words.of("label.gcm", term.code());
            case TOPIC -> words.of("label.topic", term.code().replace('-', ' '));
            case KIND -> words.of("label.kind." + term.code());
            case GROUP, ORGANISATION -> term.code();
            case REGION ->
                    new Locale.Builder()
                            .setRegion(term.code())
                            .build()
                            .getDisplayCountry(words.locale());
        };
    }

    private CriteriaWording() {}
}
