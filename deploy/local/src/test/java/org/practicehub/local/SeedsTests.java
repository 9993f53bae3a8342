package org.practicehub.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Content;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The first practices as data: what the import will be given. */
class SeedsTests {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    @Test
    void everyLineIsContentWithAnIdOfItsOwn() throws Exception {
        var ids = new HashSet<String>();
        for (var line : lines("practices.jsonl")) {
            var practice = (ObjectNode) JSON.readTree(line);
            var id = practice.remove("externalId").asString();
            assertThat(ids.add(id)).as("%s stands once", id).isTrue();
            var content = JSON.treeToValue(practice, Content.class);
            assertThat(content.title()).as(id).isNotBlank();
            assertThat(content.summary()).as(id).isNotBlank();
        }
        assertThat(ids).isNotEmpty();
    }

    @Test
    void relationsLeadToEarlierLines() throws Exception {
        Set<String> earlier = new HashSet<>();
        for (var line : lines("practices.jsonl")) {
            var practice = JSON.readTree(line);
            for (var relation : practice.path("relations")) {
                relation.forEach(
                        value -> {
                            if (value.asString("").startsWith("external:")) {
                                assertThat(earlier)
                                        .contains(value.asString().substring("external:".length()));
                            }
                        });
            }
            earlier.add(practice.get("externalId").asString());
        }
    }

    @Test
    void topicsAreAmongTheSeeds() throws Exception {
        var topics =
                lines("topics.jsonl").stream()
                        .map(JSON::readTree)
                        .map(topic -> topic.get("slug").asString())
                        .collect(Collectors.toSet());
        for (var line : lines("practices.jsonl")) {
            JsonNode practice = JSON.readTree(line);
            practice.path("topics").forEach(topic -> assertThat(topics).contains(topic.asString()));
        }
    }

    private static List<String> lines(String file) throws Exception {
        Path seeds = Hub.checkout().resolve("seeds");
        return Files.readAllLines(seeds.resolve(file)).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
