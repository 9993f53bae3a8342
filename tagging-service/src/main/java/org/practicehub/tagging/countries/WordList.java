package org.practicehub.tagging.countries;

import org.practicehub.tagging.text.Words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * A list of words that guards against false places; separated by blanks, # begins a comment line, _
 * stands for a blank inside a name.
 */
final class WordList {

    private final Set<String> words;

    private WordList(Set<String> words) {
        this.words = words;
    }

    static WordList load(String name) {
        String path = "/tagging/countries/" + name + ".txt";
        try (InputStream in = WordList.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing");
            }
            Set<String> words = new HashSet<>();
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> java.util.Arrays.stream(line.split(" ", -1)))
                    .filter(word -> !word.isBlank())
                    .forEach(word -> words.add(Words.fold(word.replace('_', ' '))));
            return new WordList(Set.copyOf(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(String folded) {
        return words.contains(folded);
    }
}
