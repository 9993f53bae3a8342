package org.practicehub.criteria;

import org.practicehub.events.PracticePublished;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Practices, criteria, and which of the practices meet each: every index, database and matcher must
 * find exactly these. It comes with the test-jar, so that the services run it against their own.
 *
 * <p>The expected ids of {@link #written} were set down by hand; those of {@link #generated} were
 * written by {@link ReferenceMatcher} from a fixed seed and committed.
 */
public record ParityCorpus(List<PracticePublished> practices, List<Case> cases) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param ids of the practices that meet the criteria, sorted
     */
    public record Case(String name, Criteria criteria, Set<String> ids) {

        @Override
        public String toString() {
            return name;
        }
    }

    public ParityCorpus {
        practices = List.copyOf(practices);
        cases = List.copyOf(cases);
    }

    /** Some 60 practices and 250 cases, each made for one question. */
    public static ParityCorpus written() {
        return load("written");
    }

    /** 150 random practices and 400 random cases. */
    public static ParityCorpus generated() {
        return load("generated");
    }

    /** Both, each with its own practices. */
    public static List<ParityCorpus> all() {
        return List.of(written(), generated());
    }

    private static ParityCorpus load(String name) {
        return new ParityCorpus(
                lines(name + "-practices").stream()
                        .map(line -> JSON.readValue(line, CompactPractice.class).event())
                        .toList(),
                lines(name + "-cases").stream().map(ParityCorpus::readCase).toList());
    }

    private static Case readCase(String line) {
        JsonNode json = JSON.readTree(line);
        Set<String> ids = new TreeSet<>();
        json.get("ids").forEach(id -> ids.add(id.stringValue()));
        return new Case(
                json.get("name").stringValue(), Criteria.fromJson(json.get("criteria")), ids);
    }

    private static List<String> lines(String name) {
        String resource = "/contracts/criteria/parity/" + name + ".jsonl";
        try (InputStream in = ParityCorpus.class.getResourceAsStream(resource)) {
            return new BufferedReader(
                            new InputStreamReader(
                                    Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
