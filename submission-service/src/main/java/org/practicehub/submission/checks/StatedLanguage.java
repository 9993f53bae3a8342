package org.practicehub.submission.checks;

import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Tagging;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the text is in the language it is said to be in, as the tagging service reads it. */
record StatedLanguage() implements Check {

    @Override
    public List<Finding> look(Submission submission, LocalDate today) {
        Optional<Tagging> tagging = submission.tagging();
        String stated = language(submission.content().language());
        return tagging.map(Tagging::language)
                .map(StatedLanguage::language)
                .filter(read -> !read.isEmpty() && !read.equals(stated))
                .map(
                        read ->
                                List.of(
                                        new Finding(
                                                "language",
                                                Severity.WARNING,
                                                "/language",
                                                "says %s, and the text reads like %s"
                                                        .formatted(stated, read))))
                .orElse(List.of());
    }

    private static String language(String tag) {
        String language = Locale.forLanguageTag(tag).getLanguage();
        return language.equals("und") ? "" : language;
    }
}
