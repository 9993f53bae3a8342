package org.practicehub.tagging.countries;

import org.practicehub.events.CountryRole;
import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words that tell which part a country plays: "funded by", "participating countries". */
final class RoleCues {

    private static final String RESOURCE = "/tagging/countries/roles.tsv";

    /** The cues by their first word, longest first. */
    private final Map<String, List<Cue>> byFirst;

    private RoleCues(Map<String, List<Cue>> byFirst) {
        this.byFirst = byFirst;
    }

    private record Cue(List<String> words, boolean colon, CountryRole role) {}

    /**
     * A cue in a text.
     *
     * @param end offset behind its last word
     */
    record Found(int end, CountryRole role) {}

    static RoleCues load() {
        Map<String, List<Cue>> byFirst = new HashMap<>();
        try (InputStream in = RoleCues.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> read(line, byFirst));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byFirst.values().forEach(cues -> cues.sort((a, b) -> b.words().size() - a.words().size()));
        return new RoleCues(byFirst);
    }

    private static void read(String line, Map<String, List<Cue>> byFirst) {
        int tab = line.indexOf('\t');
        CountryRole role = CountryRole.valueOf(line.substring(0, tab).toUpperCase(Locale.ROOT));
        for (String phrase : line.substring(tab + 1).split("\\|", -1)) {
            List<String> words = Words.of(phrase).stream().map(Word::folded).toList();
            byFirst.computeIfAbsent(words.getFirst(), first -> new ArrayList<>())
                    .add(new Cue(words, phrase.endsWith(":"), role));
        }
    }

    /** The cues of a passage, in its order; of two that begin together the longer. */
    List<Found> in(Passage passage) {
        List<Found> found = new ArrayList<>();
        List<Word> words = passage.words();
        for (int at = 0; at < words.size(); at++) {
            for (Cue cue : byFirst.getOrDefault(words.get(at).folded(), List.of())) {
                if (stands(cue, words, at, passage.text())) {
                    int end = words.get(at + cue.words().size() - 1).end();
                    found.add(new Found(end, cue.role()));
                    break;
                }
            }
        }
        return found;
    }

    private static boolean stands(Cue cue, List<Word> words, int at, String text) {
        int behind = at + cue.words().size();
        if (behind > words.size()) {
            return false;
        }
        for (int i = 1; i < cue.words().size(); i++) {
            if (!words.get(at + i).folded().equals(cue.words().get(i))) {
                return false;
            }
        }
        if (!cue.colon()) {
            return true;
        }
        int end = words.get(behind - 1).end();
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\u00a0')) {
            end++;
        }
        return end < text.length() && text.charAt(end) == ':';
    }
}
