package org.practicehub.tagging.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Tag;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Texts that a careless tagger gets wrong: the answer must be the exact set, no less, no more. */
@NullMarked
class CountryTrapTests {

    private static final Tagger TAGGER = Tagger.load();

    private record Trap(String kind, String text, Set<String> expected) {

        static Trap parse(String line) {
            String[] columns = line.split("\\|", -1);
            Set<String> expected = new TreeSet<>(List.of(columns[2].strip().split(" ")));
            expected.remove("");
            return new Trap(columns[0].strip(), columns[1].strip(), expected);
        }

        /** What the tagger answers, with a role only where the trap asks for one. */
        Set<String> answer() {
            Set<String> answer = new TreeSet<>();
            boolean withRoles = expected.stream().anyMatch(code -> code.indexOf('@') > 0);
            for (Tag tag : TAGGER.tag(null, "title", text, "text").tags()) {
                if (tag.scheme().equals("group")) {
                    answer.add(tag.term());
                } else if (tag.scheme().equals("country")) {
                    String role = Objects.toString(tag.role(), "").toLowerCase(Locale.ROOT);
                    String withRole = tag.code() + "@" + role;
                    boolean plain = !withRoles || expected.contains(tag.code());
                    answer.add(plain ? tag.code() : withRole);
                }
            }
            return answer;
        }
    }

    @Test
    void everyTrapIsAnsweredExactly() throws IOException {
        List<Trap> traps = traps();
        List<String> failures = new ArrayList<>();
        Map<String, Integer> kinds = new TreeMap<>();
        for (Trap trap : traps) {
            kinds.merge(trap.kind(), 1, Integer::sum);
            Set<String> answer = trap.answer();
            if (!answer.equals(trap.expected())) {
                failures.add(trap + " but " + answer);
            }
        }

        assertThat(traps).hasSizeGreaterThanOrEqualTo(200);
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(15);
        assertThat(failures).isEmpty();
    }

    private static List<Trap> traps() throws IOException {
        try (InputStream in =
                        Objects.requireNonNull(
                                CountryTrapTests.class.getResourceAsStream("/tagging/traps.txt"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Trap::parse)
                    .toList();
        }
    }
}
