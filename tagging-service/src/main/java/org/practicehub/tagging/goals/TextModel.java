package org.practicehub.tagging.goals;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Evidence;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Word;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Says how likely a text is about each class of a scheme: a linear model, a lexicon, and a
 * calibration that weighs the two. The linear model has read English only; in French, Spanish and
 * Arabic the lexicon decides alone.
 */
final class TextModel {

    /** With fewer words a text is too short for a model. */
    private static final int SHORTEST = 3;

    private static final int SHOWN_TERMS = 5;

    private final String scheme;
    private final int classes;
    private final LinearModel model;
    private final Lexicon lexicon;
    private final Calibration calibration;

    private TextModel(
            String scheme,
            int classes,
            LinearModel model,
            Lexicon lexicon,
            Calibration calibration) {
        this.scheme = scheme;
        this.classes = classes;
        this.model = model;
        this.lexicon = lexicon;
        this.calibration = calibration;
    }

    /**
     * What the model says of one text.
     *
     * @param likelihoods by class, from 0 to 1
     * @param evidence the support for a class; null where the text holds nothing to point to
     */
    @SuppressWarnings("ArrayRecordComponent") // made and read at once
    record Answer(double[] likelihoods, IntFunction<@Nullable Evidence> evidence) {

        /** The classes, likeliest first. */
        List<Integer> ranked() {
            return IntStream.range(0, likelihoods.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer c) -> -likelihoods[c]))
                    .toList();
        }

        /** The likelihoods by code, which counts from 1. */
        Map<String, Double> byCode() {
            Map<String, Double> byCode = new LinkedHashMap<>();
            for (int c = 0; c < likelihoods.length; c++) {
                byCode.put(String.valueOf(c + 1), Math.round(likelihoods[c] * 10_000) / 10_000.0);
            }
            return byCode;
        }
    }

    /**
     * @param scheme {@code sdg} or {@code gcm}, which also begins the names of the resources
     */
    static TextModel load(String scheme, int classes) {
        String folder = "/tagging/goals/" + scheme;
        try (InputStream model = resource(folder + "-model.gz");
                InputStream calibration = resource(folder + "-calibration.tsv")) {
            return new TextModel(
                    scheme,
                    classes,
                    LinearModel.read(model),
                    Lexicon.load(folder + "-lexicon.tsv", classes),
                    Calibration.read(calibration, classes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = TextModel.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + " is missing");
        }
        return in;
    }

    Answer ask(TextTerms text, Language language) {
        List<Passage> passages = text.passages();
        List<String> stems = text.stems();
        List<Lexicon.Hit> hits = lexicon.hits(stems);
        double[] strengths = lexicon.strengths(hits, stems.size());
        boolean english = language == Language.ENGLISH;
        Map<Integer, Double> values = english ? model.values(text.counts()) : Map.of();
        double[] margins = english ? model.margins(values) : byLexiconAlone(strengths);
        double[] likelihoods = new double[classes];
        if (stems.size() >= SHORTEST) {
            for (int c = 0; c < classes; c++) {
                likelihoods[c] = calibration.probability(margins, strengths, c);
            }
        }
        return new Answer(likelihoods, c -> evidence(c, passages, hits, values));
    }

    /** Without a model every class is as likely as its words alone make it. */
    private double[] byLexiconAlone(double[] strengths) {
        double best = 0;
        for (double strength : strengths) {
            best = Math.max(best, strength);
        }
        double[] margins = new double[classes];
        for (int c = 0; c < classes; c++) {
            margins[c] = strengths[c] > 0 ? strengths[c] - best : -2;
        }
        return margins;
    }

    /** The strongest term of the lexicon where it stands first, with what the model weighed. */
    private @Nullable Evidence evidence(
            int aClass,
            List<Passage> passages,
            List<Lexicon.Hit> hits,
            Map<Integer, Double> values) {
        List<Evidence.Contribution> strongest =
                values.isEmpty()
                        ? ofLexicon(hits, aClass)
                        : model.strongest(values, aClass, SHOWN_TERMS);
        Lexicon.Hit best = null;
        for (Lexicon.Hit hit : hits) {
            boolean stronger =
                    best == null
                            ? hit.weights()[aClass] > 0
                            : hit.weights()[aClass] > best.weights()[aClass];
            best = stronger ? hit : best;
        }
        if (best != null) {
            return span(passages, best.word(), best.count(), strongest, "lexicon:" + scheme);
        }
        for (Evidence.Contribution contribution : strongest) {
            Evidence evidence = firstPlace(passages, contribution.term(), strongest);
            if (evidence != null) {
                return evidence;
            }
        }
        return null;
    }

    private static List<Evidence.Contribution> ofLexicon(List<Lexicon.Hit> hits, int aClass) {
        return hits.stream()
                .filter(hit -> hit.weights()[aClass] > 0)
                .map(hit -> new Evidence.Contribution(hit.term(), hit.weights()[aClass]))
                .distinct()
                .sorted(
                        Comparator.comparingDouble(Evidence.Contribution::weight)
                                .reversed()
                                .thenComparing(Evidence.Contribution::term))
                .limit(SHOWN_TERMS)
                .toList();
    }

    private @Nullable Evidence firstPlace(
            List<Passage> passages, String term, List<Evidence.Contribution> strongest) {
        String beginning = term.endsWith("*") ? term.substring(0, term.length() - 1) : null;
        String[] parts = term.split(" ", -1);
        int word = 0;
        for (Passage passage : passages) {
            List<String> stems = Stems.of(passage.words());
            for (int i = 0; i < stems.size(); i++) {
                boolean here =
                        beginning != null
                                ? stems.get(i).startsWith(beginning)
                                : startsAt(stems, i, parts);
                if (here) {
                    int count = beginning != null ? 1 : parts.length;
                    return span(passages, word + i, count, strongest, "model:" + scheme);
                }
            }
            word += stems.size();
        }
        return null;
    }

    private static boolean startsAt(List<String> stems, int at, String[] parts) {
        if (at + parts.length > stems.size()) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!stems.get(at + i).equals(parts[i])) {
                return false;
            }
        }
        return true;
    }

    /** The evidence for words counted over all passages; cut where a passage ends. */
    private static @Nullable Evidence span(
            List<Passage> passages,
            int firstWord,
            int count,
            List<Evidence.Contribution> strongest,
            String rule) {
        int first = firstWord;
        for (Passage passage : passages) {
            List<Word> words = passage.words();
            if (first < words.size()) {
                int start = words.get(first).start();
                int end = words.get(Math.min(words.size(), first + count) - 1).end();
                return new Evidence(
                        passage.field(),
                        start,
                        end,
                        passage.text().substring(start, end),
                        rule,
                        null,
                        strongest);
            }
            first -= words.size();
        }
        return null;
    }
}
