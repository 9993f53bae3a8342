package org.practicehub.tagging.countries;

import org.jspecify.annotations.Nullable;
import org.practicehub.tagging.text.Word;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * All names that mean a country, a grouping, a region or a city, and what they may mean. Compiled
 * by {@code tagging-service/gazetteer/compile} into lines of a name and its entries, sorted by
 * name.
 */
final class Gazetteer {

    private static final String COMPILED = "/tagging/gazetteer.tsv.gz";

    /** No name has more words. */
    private static final int LONGEST = 12;

    private final NameTrie trie;
    private final List<List<Entry>> entries;

    private Gazetteer(NameTrie trie, List<List<Entry>> entries) {
        this.trie = trie;
        this.entries = entries;
    }

    /**
     * A name found in words.
     *
     * @param count how many words it has
     */
    record Match(int count, List<Entry> entries) {}

    static Gazetteer load() {
        try (InputStream compiled = Gazetteer.class.getResourceAsStream(COMPILED)) {
            if (compiled == null) {
                throw new IllegalStateException(COMPILED + " is missing");
            }
            return read(compiled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Gazetteer read(InputStream compiled) throws IOException {
        List<String> names = new ArrayList<>(300_000);
        List<List<Entry>> entries = new ArrayList<>(300_000);
        Map<String, List<Entry>> shared = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(compiled, 1 << 16), StandardCharsets.UTF_8),
                        1 << 16)) {
            String line;
            while ((line = lines.readLine()) != null) {
                int tab = line.indexOf('\t');
                names.add(line.substring(0, tab));
                entries.add(shared.computeIfAbsent(line.substring(tab + 1), Gazetteer::parse));
            }
        }
        return new Gazetteer(NameTrie.of(names), entries);
    }

    private static List<Entry> parse(String written) {
        List<Entry> entries = new ArrayList<>(2);
        for (String entry : written.split(",", -1)) {
            entries.add(Entry.parse(entry));
        }
        return List.copyOf(entries);
    }

    /** What a folded name may mean; empty when it is not known. */
    List<Entry> lookUp(String key) {
        int state = trie.next(NameTrie.ROOT, key);
        int name = state == NameTrie.DEAD ? -1 : trie.name(state);
        return name < 0 ? List.of() : entries.get(name);
    }

    /** All names that begin at a word, shortest first. */
    List<Match> matches(List<Word> words, int first, String folded) {
        List<Match> found = List.of();
        int state = trie.next(NameTrie.ROOT, folded);
        for (int count = 1; state != NameTrie.DEAD; count++) {
            int name = trie.name(state);
            if (name >= 0) {
                found = found.isEmpty() ? new ArrayList<>(2) : found;
                found.add(new Match(count, entries.get(name)));
            }
            if (count == LONGEST || first + count >= words.size()) {
                break;
            }
            state = trie.next(state, ' ');
            state =
                    state == NameTrie.DEAD
                            ? NameTrie.DEAD
                            : trie.next(state, words.get(first + count).folded());
        }
        return found;
    }

    int size() {
        return entries.size();
    }

    @Nullable Match longest(List<Word> words, int first, String folded) {
        List<Match> matches = matches(words, first, folded);
        return matches.isEmpty() ? null : matches.getLast();
    }
}
