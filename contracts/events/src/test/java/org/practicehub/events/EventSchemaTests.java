package org.practicehub.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON Schemas say the same as the records. */
class EventSchemaTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    static Stream<Golden> goldens() {
        return Golden.all();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void everyGoldenIsValid(Golden golden) {
        assertThat(validate(golden.type(), JSON.readTree(golden.json()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void whatTheCodecCannotReadIsInvalid(Golden golden) {
        for (String field :
                List.copyOf(((ObjectNode) JSON.readTree(golden.json())).propertyNames())) {
            ObjectNode without = (ObjectNode) JSON.readTree(golden.json());
            without.remove(field);

            boolean readable =
                    EventCodec.decode(
                                    Golden.typed(golden.type().wire()),
                                    JSON.writeValueAsBytes(without))
                            instanceof EventCodec.Decoded.Known;
            assertThat(validate(golden.type(), without).isEmpty())
                    .as("%s without %s", golden, field)
                    .isEqualTo(readable);
        }
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everySchemaHasThePropertiesOfItsRecord(EventType type) {
        assertSame(
                JSON.readTree(Golden.resource(Golden.name(type) + ".schema.json")), type.event());
    }

    @Test
    void theSharedSchemasHaveThePropertiesOfTheirRecords() {
        JsonNode content = JSON.readTree(Golden.resource("content.schema.json"));
        assertSame(content, Content.class);
        assertSame(content.at("/$defs/period"), Period.class);
        assertSame(content.at("/$defs/country"), Content.Country.class);
        assertSame(content.at("/$defs/organisation"), Content.Organisation.class);
        assertSame(content.at("/$defs/contact"), Content.Contact.class);
        assertSame(content.at("/$defs/quotation"), Content.Quotation.class);
        assertSame(content.at("/$defs/resource"), Content.Resource.class);
        assertSame(content.at("/$defs/image"), Content.Image.class);
        assertSame(content.at("/$defs/relation"), Content.Relation.class);
        JsonNode tag = JSON.readTree(Golden.resource("tag.schema.json"));
        assertSame(tag, Tag.class);
        assertSame(tag.at("/$defs/evidence"), Evidence.class);
        assertSame(tag.at("/$defs/contribution"), Evidence.Contribution.class);
    }

    @Test
    void everyEnumerationOfASchemaIsAnEnumOfTheRecords() {
        Set<Set<String>> known =
                ApiSnapshot.enums().stream()
                        .map(type -> Set.copyOf(ApiSnapshot.values(type)))
                        .collect(Collectors.toSet());
        Set<Set<String>> written = new HashSet<>();
        Stream.concat(Stream.of("content", "tag"), Stream.of(EventType.values()).map(Golden::name))
                .map(name -> JSON.readTree(Golden.resource(name + ".schema.json")))
                .flatMap(schema -> schema.findValues("enum").stream())
                .forEach(
                        values -> {
                            Set<String> one = new HashSet<>();
                            values.forEach(value -> one.add(value.stringValue()));
                            written.add(one);
                        });

        assertThat(written).isEqualTo(known);
    }

    private static List<?> validate(EventType type, JsonNode event) {
        Schema schema =
                REGISTRY.getSchema(
                        SchemaLocation.of(
                                "classpath:contracts/events/v1/"
                                        + Golden.name(type)
                                        + ".schema.json"));
        return schema.validate(event);
    }

    private static void assertSame(JsonNode schema, Class<?> type) {
        List<ApiSnapshot.Component> components = ApiSnapshot.components(type);
        assertThat(schema.get("properties").propertyNames())
                .as("properties of %s", type.getSimpleName())
                .containsExactlyElementsOf(
                        components.stream().map(ApiSnapshot.Component::name).toList());
        Set<String> required = new HashSet<>();
        schema.get("required").forEach(name -> required.add(name.stringValue()));
        assertThat(required)
                .as("required properties of %s", type.getSimpleName())
                .containsExactlyInAnyOrderElementsOf(
                        components.stream()
                                .filter(component -> !component.optional())
                                .map(ApiSnapshot.Component::name)
                                .toList());
    }
}
