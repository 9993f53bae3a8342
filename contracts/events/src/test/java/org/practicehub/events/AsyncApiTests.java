package org.practicehub.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class AsyncApiTests {

    private final JsonNode document = new YAMLMapper().readTree(Golden.resource("asyncapi.yaml"));

    @Test
    void describesEveryTopicAsItIsDeclared() {
        List<JsonNode> channels = List.copyOf(document.get("channels").values());

        assertThat(channels)
                .extracting(channel -> channel.get("address").stringValue())
                .containsExactlyElementsOf(
                        Stream.concat(
                                        Topics.all().stream(),
                                        Stream.of(Topics.deadLetters("{group}")))
                                .map(Topics.Topic::name)
                                .toList());
        for (JsonNode channel : channels) {
            String name = channel.get("address").stringValue();
            Topics.Topic topic =
                    name.startsWith("{") ? Topics.deadLetters("any") : Topics.named(name);
            JsonNode kafka = resolve(channel.at("/bindings/kafka"));
            assertThat(kafka.get("partitions").intValue()).isEqualTo(Topics.PARTITIONS);
            Map<String, String> settings = new HashMap<>();
            kafka.get("topicConfiguration")
                    .forEachEntry(
                            (key, value) ->
                                    settings.put(
                                            key,
                                            value.isArray()
                                                    ? value.get(0).stringValue()
                                                    : value.asString()));
            assertThat(settings).isEqualTo(topic.settings());
        }
    }

    @Test
    void describesEveryEventOnce() {
        List<String> sent =
                document.get("channels").values().stream()
                        .flatMap(channel -> channel.get("messages").propertyNames().stream())
                        .filter(name -> !name.equals("deadLetter"))
                        .toList();

        assertThat(sent)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(EventType.values())
                                .map(type -> type.wire().replace("org.practicehub.", ""))
                                .toList());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference -> {
                            String to = reference.stringValue();
                            if (to.startsWith("#")) {
                                assertThat(document.at(to.substring(1)).isMissingNode())
                                        .as(to)
                                        .isFalse();
                            } else {
                                assertThat(Golden.resource(to)).as(to).isNotEmpty();
                            }
                        });
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? resolve(document.at(node.get("$ref").stringValue().substring(1)))
                : node;
    }
}
