package org.practicehub.tagging.countries;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

@NullMarked
class NameTrieTests {

    @Test
    void everyNameIsFoundUnderItsNumberAndNothingElseIs() {
        Random random = new Random(7);
        TreeSet<String> names = new TreeSet<>();
        while (names.size() < 5_000) {
            StringBuilder name = new StringBuilder();
            int length = 1 + random.nextInt(8);
            for (int i = 0; i < length; i++) {
                name.append("abcde مصر".charAt(random.nextInt(9)));
            }
            names.add(name.toString());
        }
        List<String> sorted = new ArrayList<>(names);
        NameTrie trie = NameTrie.of(sorted);

        for (int i = 0; i < sorted.size(); i++) {
            assertThat(trie.name(trie.next(NameTrie.ROOT, sorted.get(i)))).isEqualTo(i);
        }
        for (String absent : List.of("zzz", "abcdeabcdeabcde", "€")) {
            assertThat(trie.next(NameTrie.ROOT, absent)).isEqualTo(NameTrie.DEAD);
        }
    }
}
