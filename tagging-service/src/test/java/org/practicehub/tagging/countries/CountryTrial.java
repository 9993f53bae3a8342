package org.practicehub.tagging.countries;

import org.jspecify.annotations.NullMarked;
import org.practicehub.events.Tag;
import org.practicehub.tagging.evidence.Findings;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.text.Passage;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Prints where the country tagger and a gold file differ: for work on the gazetteer. */
@NullMarked
final class CountryTrial {

    private CountryTrial() {}

    public static void main(String[] arguments) throws Exception {
        CountryTagger tagger = CountryTagger.load();
        for (String file : arguments) {
            if (file.startsWith("-")) {
                continue;
            }
            int both = 0;
            int found = 0;
            int gold = 0;
            Map<String, Integer> wrong = new TreeMap<>();
            for (String line : Files.readAllLines(Path.of(file))) {
                JsonNode row = JsonMapper.shared().readTree(line);
                Set<String> wanted = new TreeSet<>();
                row.get("countries").forEach(code -> wanted.add(code.asString()));
                Findings findings = new Findings();
                tagger.tag(
                        List.of(Passage.of("text", row.get("text").asString())),
                        Language.ENGLISH,
                        findings);
                Set<String> got = new TreeSet<>();
                List<String> why = new ArrayList<>();
                for (Tag tag : findings.tags()) {
                    if (tag.scheme().equals("country")) {
                        got.add(tag.code());
                        if (!wanted.contains(tag.code())) {
                            why.add(
                                    "+"
                                            + tag.code()
                                            + tag.evidence().stream()
                                                    .map(e -> e.text() + "/" + e.detail())
                                                    .toList());
                        }
                    }
                }
                for (String code : wanted) {
                    if (!got.contains(code)) {
                        why.add("-" + code);
                    }
                }
                both += (int) got.stream().filter(wanted::contains).count();
                found += got.size();
                gold += wanted.size();
                if (!why.isEmpty() && List.of(arguments).contains("-v")) {
                    System.out.println(row.get("id").asString() + " " + why);
                }
                why.forEach(w -> wrong.merge(w.substring(0, 3), 1, Integer::sum));
            }
            double precision = (double) both / found;
            double recall = (double) both / gold;
            System.out.printf(
                    "%s P %.3f R %.3f F1 %.3f%n",
                    file, precision, recall, 2 * precision * recall / (precision + recall));
            System.out.println(wrong);
        }
    }
}
