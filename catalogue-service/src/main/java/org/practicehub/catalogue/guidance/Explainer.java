package org.practicehub.catalogue.guidance;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.guidance.Explanation.Place;
import org.practicehub.catalogue.guidance.Explanation.Reason;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.DateRange;
import org.practicehub.criteria.Highlights;
import org.practicehub.criteria.PracticeTerms;
import org.practicehub.criteria.ReferenceMatcher;
import org.practicehub.criteria.Term;
import org.practicehub.criteria.TextLanguage;
import org.practicehub.criteria.Words;
import org.practicehub.events.Content;
import org.practicehub.events.Period;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes criteria apart and asks one practice each condition by itself, by the same rules that found
 * it: a reason is met when criteria of that condition alone are.
 */
final class Explainer {

    private final PracticePublished practice;
    private final Content content;
    private final ReferenceMatcher matcher;
    private final Set<String> ofContent;

    /** What each tag alone would give the practice, beside what its content gives. */
    private final Map<Tag, Set<String>> ofTags = new LinkedHashMap<>();

    Explainer(PracticePublished practice) {
        this.practice = practice;
        this.content = practice.content();
        this.matcher = ReferenceMatcher.of(practice);
        this.ofContent = PracticeTerms.of(with(List.of()));
        practice.tags().forEach(tag -> ofTags.put(tag, PracticeTerms.of(with(List.of(tag)))));
    }

    /**
     * @param origin see {@link org.practicehub.catalogue.search.SearchParameters}
     */
    Explanation explain(Criteria criteria, @Nullable String origin) {
        List<Reason> reasons = new ArrayList<>();
        Words words = criteria.parsedWords();
        words.required().forEach(part -> reasons.add(required(part)));
        words.excluded().forEach(part -> reasons.add(excluded(part)));
        criteria.all().forEach(term -> reasons.add(anyOf(List.of(term))));
        criteria.any().forEach(group -> reasons.add(anyOf(group)));
        criteria.not().forEach(term -> reasons.add(without(term)));
        if (criteria.period() != null) {
            reasons.add(overlapping(criteria.period()));
        }
        if (criteria.published() != null) {
            reasons.add(within(criteria.published()));
        }
        if (origin != null) {
            List<Tag> tags =
                    practice.tags().stream()
                            .filter(tag -> tag.origin().wire().equals(origin))
                            .toList();
            reasons.add(new Reason("origin", List.of(origin), !tags.isEmpty(), List.of(), tags));
        }
        return new Explanation(reasons.stream().allMatch(Reason::met), List.copyOf(reasons));
    }

    private Reason required(Words.Part part) {
        List<Place> places = places(part);
        return new Reason("words", List.of(text(part)), !places.isEmpty(), places, List.of());
    }

    private Reason excluded(Words.Part part) {
        List<Place> places = places(part);
        return new Reason("not", List.of("-" + text(part)), places.isEmpty(), places, List.of());
    }

    private List<Place> places(Words.Part part) {
        Words words = new Words(List.of(part), List.of());
        List<Place> places = new ArrayList<>();
        addPlaces(places, words, "title", content.title());
        addPlaces(places, words, "summary", content.summary());
        content.organisations().forEach(by -> addPlaces(places, words, "organisations", by.name()));
        return places;
    }

    private void addPlaces(List<Place> places, Words words, String field, String text) {
        Highlights.of(words, text, TextLanguage.of(content.language()))
                .forEach(
                        span ->
                                places.add(
                                        new Place(
                                                field,
                                                span.start(),
                                                span.end(),
                                                text.substring(span.start(), span.end()))));
    }

    private static String text(Words.Part part) {
        return switch (part) {
            case Words.Part.Word word -> word.form();
            case Words.Part.Phrase phrase -> '"' + String.join(" ", phrase.forms()) + '"';
            case Words.Part.Prefix prefix -> prefix.form() + "*";
        };
    }

    private Reason anyOf(List<Term> terms) {
        List<Place> places = new ArrayList<>();
        List<Tag> tags = new ArrayList<>();
        terms.forEach(term -> support(term, places, tags));
        List<String> asked = terms.stream().map(Term::toString).toList();
        return new Reason("any", asked, !places.isEmpty() || !tags.isEmpty(), places, tags);
    }

    private Reason without(Term term) {
        List<Place> places = new ArrayList<>();
        List<Tag> tags = new ArrayList<>();
        support(term, places, tags);
        return new Reason(
                "not", List.of(term.toString()), places.isEmpty() && tags.isEmpty(), places, tags);
    }

    /** A tag supports a term when it alone would give the practice that term. */
    private void support(Term term, List<Place> places, List<Tag> tags) {
        String wanted = term.toString();
        if (ofContent.contains(wanted)) {
            places.add(new Place(field(term), term.code()));
            return;
        }
        ofTags.forEach(
                (tag, terms) -> {
                    if (terms.contains(wanted) && !tags.contains(tag)) {
                        tags.add(tag);
                    }
                });
    }

    private static String field(Term term) {
        return switch (term.scheme()) {
            case TOPIC -> "topics";
            case ORGANISATION -> "organisations";
            case KIND, LANGUAGE, COUNTRY, GROUP, REGION, SDG, SDG_TARGET, GCM ->
                    term.scheme().wire();
        };
    }

    private Reason overlapping(DateRange asked) {
        Period period = content.period();
        List<Place> places =
                period == null
                        ? List.of()
                        : List.of(new Place("period", span(period.from(), period.to())));
        return new Reason(
                "period",
                List.of(span(asked.from(), asked.to())),
                matcher.matches(dates(asked, null)),
                places,
                List.of());
    }

    private Reason within(DateRange asked) {
        return new Reason(
                "published",
                List.of(span(asked.from(), asked.to())),
                matcher.matches(dates(null, asked)),
                List.of(new Place("published", practice.firstPublishedAt().toString())),
                List.of());
    }

    private static Criteria dates(@Nullable DateRange period, @Nullable DateRange published) {
        return new Criteria(List.of(), List.of(), List.of(), null, period, published);
    }

    /** An interval as ISO 8601-2 writes it: {@code 2020/2021-06}, {@code ../2021}. */
    private static String span(@Nullable String from, @Nullable String to) {
        return (from == null ? ".." : from) + "/" + (to == null ? ".." : to);
    }

    private PracticePublished with(List<Tag> tags) {
        return new PracticePublished(
                practice.practiceId(),
                practice.sequence(),
                practice.occurredAt(),
                practice.revision(),
                practice.content(),
                tags,
                practice.firstPublishedAt(),
                practice.revisedAt(),
                practice.notifiableRevision(),
                practice.notifiableAt(),
                practice.reason());
    }
}
