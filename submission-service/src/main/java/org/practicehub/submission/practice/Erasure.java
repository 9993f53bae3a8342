package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.Tag;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whose data is to be erased: an account, and what the person is called in texts.
 *
 * <p>In texts, names are covered by as many blocks as they had characters, so that the offsets of
 * evidence stay what they were. What is nothing but a name is taken out.
 *
 * @param subject of the account; absent when the person has none
 * @param names and addresses as they stand in texts, at least three characters each; case does not
 *     matter
 */
public record Erasure(@Nullable String subject, List<String> names) {

    private static final char BLOCK = '█';
    private static final int SHORTEST = 3;
    private static final TypeReference<List<Tag>> TAGS = new TypeReference<>() {};

    /** What is chosen from a list or counted, never written: a name cannot stand there. */
    private static final Set<String> CODES =
            Set.of(
                    "kind",
                    "language",
                    "period",
                    "topics",
                    "countries",
                    "country",
                    "role",
                    "goals",
                    "relations",
                    "scheme",
                    "code",
                    "origin",
                    "field",
                    "rule");

    public Erasure {
        names = List.copyOf(names);
        if (names.stream().anyMatch(name -> name.length() < SHORTEST)) {
            throw new IllegalArgumentException("a name is too short to look for");
        }
    }

    boolean isOf(@Nullable String otherSubject) {
        return subject != null && subject.equals(otherSubject);
    }

    boolean isNamed(@Nullable String name) {
        return name != null && names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Whether the person did this step, or is named in it. */
    public boolean concerns(HistoryEntry step) {
        String note = step.note();
        return isOf(step.subject())
                || isNamed(step.by())
                || (note != null && !note.equals(covered(note)));
    }

    /** The text with every name covered. */
    public String covered(String text) {
        if (names.isEmpty()) {
            return text;
        }
        return pattern()
                .matcher(text)
                .replaceAll(match -> String.valueOf(BLOCK).repeat(match.group().length()));
    }

    private Pattern pattern() {
        return Pattern.compile(
                names.stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Content with every name covered, and without submitter, contacts and speakers so named. */
    public Content covered(Content content) {
        Content covered = Json.read(covered(Json.tree(content)).toString(), Content.class);
        return covered.equals(content) ? content : withoutBlanks(covered);
    }

    private static Content withoutBlanks(Content content) {
        return new Content(
                content.title(),
                content.summary(),
                content.kind(),
                content.language(),
                content.period(),
                isBlank(content.submitter()) ? null : content.submitter(),
                content.source(),
                content.topics(),
                content.countries(),
                content.organisations().stream().filter(one -> !isBlank(one.name())).toList(),
                content.goals(),
                content.contacts().stream()
                        .filter(one -> !isBlank(one.name()))
                        .map(
                                one ->
                                        new Content.Contact(
                                                one.name(),
                                                one.organisation(),
                                                isBlank(one.email()) ? null : one.email(),
                                                one.url()))
                        .toList(),
                content.quotations().stream()
                        .map(
                                one ->
                                        new Content.Quotation(
                                                one.text(),
                                                isBlank(one.speaker()) ? null : one.speaker()))
                        .toList(),
                content.resources(),
                content.images(),
                content.relations());
    }

    private static boolean isBlank(@Nullable String text) {
        return text != null && !text.isEmpty() && text.chars().allMatch(c -> c == BLOCK);
    }

    /** Tags with every name covered in what stands as evidence. */
    public List<Tag> covered(List<Tag> tags) {
        return names.isEmpty() ? tags : Json.read(covered(Json.tree(tags)).toString(), TAGS);
    }

    private JsonNode covered(JsonNode node) {
        return switch (node) {
            case StringNode text -> StringNode.valueOf(covered(text.stringValue()));
            case ObjectNode object -> {
                ObjectNode covered = object.objectNode();
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    covered.set(
                            field.getKey(),
                            CODES.contains(field.getKey())
                                    ? field.getValue()
                                    : covered(field.getValue()));
                }
                yield covered;
            }
            case ArrayNode array -> {
                ArrayNode covered = array.arrayNode();
                array.values().forEach(element -> covered.add(covered(element)));
                yield covered;
            }
            default -> node;
        };
    }
}
