package org.practicehub.criteria;

import org.practicehub.events.PracticePublished;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What criteria mean, as plainly as it can be written: the oracle that indexes and databases are
 * compared with, and the last word of an alert. It reads the whole practice every time; prepare one
 * with {@link #of} to ask it many criteria.
 */
public final class ReferenceMatcher {

    private final IndexedPractice practice;
    private final List<List<String>> forms;
    private final List<List<String>> keys;
    private final TextLanguage.Keys language;

    private ReferenceMatcher(IndexedPractice practice) {
        this.practice = practice;
        language = practice.language().keys();
        forms = new ArrayList<>();
        keys = new ArrayList<>();
        Analysis.Reader analysis = new Analysis.Reader();
        for (String text : practice.texts()) {
            List<String> words = analysis.forms(text);
            forms.add(words);
            keys.add(words.stream().map(language::of).toList());
        }
    }

    /** For one thread. */
    public static ReferenceMatcher of(PracticePublished practice) {
        return new ReferenceMatcher(IndexedPractice.of(practice));
    }

    public String practiceId() {
        return practice.id();
    }

    public static boolean matches(Criteria criteria, PracticePublished practice) {
        return of(practice).matches(criteria);
    }

    public boolean matches(Criteria criteria) {
        return matches(criteria, criteria.parsedWords());
    }

    /**
     * @param words of the criteria, for callers who have read them already
     */
    public boolean matches(Criteria criteria, Words words) {
        return criteria.all().stream().allMatch(this::has)
                && criteria.any().stream().allMatch(group -> group.stream().anyMatch(this::has))
                && criteria.not().stream().noneMatch(this::has)
                && overlaps(criteria)
                && wasPublishedWithin(criteria)
                && meets(words);
    }

    private boolean has(Term term) {
        return practice.terms().contains(term.toString());
    }

    private boolean overlaps(Criteria criteria) {
        if (criteria.period() == null) {
            return true;
        }
        return practice.period() != null
                && practice.period().from() <= criteria.period().lastDay()
                && practice.period().to() >= criteria.period().firstDay();
    }

    private boolean wasPublishedWithin(Criteria criteria) {
        return criteria.published() == null
                || (practice.publishedAt() >= criteria.published().firstMillisecond()
                        && practice.publishedAt() <= criteria.published().lastMillisecond());
    }

    private boolean meets(Words words) {
        return words.required().stream().allMatch(this::finds)
                && words.excluded().stream().noneMatch(this::finds);
    }

    private boolean finds(Words.Part part) {
        return switch (part) {
            case Words.Part.Word word -> finds(List.of(word.form()));
            case Words.Part.Phrase phrase -> finds(phrase.forms());
            case Words.Part.Prefix prefix ->
                    forms.stream()
                            .flatMap(List::stream)
                            .anyMatch(form -> form.startsWith(prefix.form()));
        };
    }

    private boolean finds(List<String> sequence) {
        List<String> wanted = sequence.stream().map(language::of).toList();
        return keys.stream().anyMatch(text -> Collections.indexOfSubList(text, wanted) >= 0);
    }
}
