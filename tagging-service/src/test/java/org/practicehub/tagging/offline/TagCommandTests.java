package org.practicehub.tagging.offline;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.practicehub.tagging.tagger.Tagger;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

@NullMarked
class TagCommandTests {

    private static final TagCommand COMMAND = new TagCommand(Tagger.load());

    @Test
    void everyLineIsAnsweredInOrderAndABadOneByItsNumber() throws IOException {
        List<JsonNode> answers =
                run(
                        """
                        {"id":"a","title":"In Kenya","text":"SDG 8"}
                        no json
                        {"id":7,"text":"Objective 5 of the Global Compact for Migration"}
                        {"id":"b"}
                        []

                        {"id":"c","title":null,"text":""}
                        """);

        assertThat(answers).hasSize(7);
        assertThat(answers.get(0).get("id").asString()).isEqualTo("a");
        assertThat(answers.get(0).get("tags").toString()).contains("\"KE\"").contains("\"8\"");
        assertThat(answers.get(0).get("scores").get("sdg").size()).isEqualTo(17);
        assertThat(answers.get(0).get("scores").get("gcm").size()).isEqualTo(23);
        assertThat(answers.get(1).get("line").asInt()).isEqualTo(2);
        assertThat(answers.get(1).has("error")).isTrue();
        assertThat(answers.get(2).get("id").asInt()).isEqualTo(7);
        assertThat(answers.get(3).get("line").asInt()).isEqualTo(4);
        assertThat(answers.get(4).get("line").asInt()).isEqualTo(5);
        assertThat(answers.get(5).get("line").asInt()).isEqualTo(6);
        assertThat(answers.get(6).get("tags").isEmpty()).isTrue();
    }

    private static List<JsonNode> run(String lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        COMMAND.run(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
