package org.practicehub.submission.web;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the fields of a JSON object, and remembers all that is wrong instead of stopping at the
 * first. A field that was never asked for is unknown.
 */
public final class Fields {

    private final JsonNode node;
    private final String pointer;
    private final List<Problem> problems;
    private final Set<String> asked = new HashSet<>();

    private Fields(JsonNode node, String pointer, List<Problem> problems) {
        this.node = node;
        this.pointer = pointer;
        this.problems = problems;
    }

    /**
     * @param object a JSON object
     */
    public static Fields of(JsonNode object) {
        return new Fields(object, "", new ArrayList<>());
    }

    /** Whether the field stands there with a value. */
    public boolean has(String name) {
        return value(name) != null;
    }

    /** Text on one line: NFC, stripped, without control characters; null when absent. */
    public @Nullable String line(String name, int maxLength) {
        return text(name, maxLength, false);
    }

    /** As {@link #line}, where empty text is as good as none. */
    public String lineOrEmpty(String name, int maxLength) {
        JsonNode value = value(name);
        String line =
                value != null && value.isString() && value.stringValue().isEmpty()
                        ? null
                        : line(name, maxLength);
        return line == null ? "" : line;
    }

    public String requiredLine(String name, int maxLength) {
        return required(name, line(name, maxLength));
    }

    /** Text that may have line breaks and tabs, otherwise as {@link #line}. */
    public @Nullable String paragraphs(String name, int maxLength) {
        return text(name, maxLength, true);
    }

    public String requiredParagraphs(String name, int maxLength) {
        return required(name, paragraphs(name, maxLength));
    }

    public boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            problem(name, "must be true or false");
            return false;
        }
        return value.booleanValue();
    }

    /** The objects of a list, each with its own pointer; empty when absent. */
    public List<Fields> objects(String name, int most) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : elements(name, most)) {
            String at = at(name) + "/" + objects.size();
            if (element.isObject()) {
                objects.add(new Fields(element, at, problems));
            } else {
                problems.add(new Problem(at, "must be an object"));
                return List.of();
            }
        }
        return objects;
    }

    /** One object; null when absent. */
    public @Nullable Fields object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            problem(name, "must be an object");
            return null;
        }
        return new Fields(value, at(name), problems);
    }

    /** The lines of a list; empty when absent. */
    public List<String> lines(String name, int most, int maxLength) {
        List<String> lines = new ArrayList<>();
        int index = 0;
        for (JsonNode element : elements(name, most)) {
            String at = at(name) + "/" + index++;
            String line = checked(at, element, maxLength, false);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Says that a field is wrong. */
    public void problem(String name, String message) {
        problems.add(new Problem(at(name), message));
    }

    /** Says that an element of a list is wrong. */
    public void problem(String name, int index, String message) {
        problems.add(new Problem(at(name) + "/" + index, message));
    }

    /** Says of every field that was not asked for that nobody knows it. */
    public void nothingElse() {
        for (String name : node.propertyNames()) {
            if (!asked.contains(name)) {
                problem(name, "is not a field that is known here");
            }
        }
    }

    public List<Problem> problems() {
        return problems;
    }

    /**
     * @throws ProblemException with everything that is wrong, if anything is
     */
    public void done() {
        nothingElse();
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
    }

    private String required(String name, @Nullable String text) {
        if (text == null) {
            if (problems.stream().noneMatch(problem -> problem.pointer().equals(at(name)))) {
                problem(name, "is required");
            }
            return "";
        }
        return text;
    }

    private @Nullable String text(String name, int maxLength, boolean paragraphs) {
        JsonNode value = value(name);
        return value == null ? null : checked(at(name), value, maxLength, paragraphs);
    }

    private @Nullable String checked(String at, JsonNode value, int maxLength, boolean paragraphs) {
        if (!value.isString()) {
            problems.add(new Problem(at, "must be a string"));
            return null;
        }
        String text = value.stringValue();
        String wrong = wrongCharacter(text, paragraphs);
        if (wrong != null) {
            problems.add(new Problem(at, wrong));
            return null;
        }
        if (paragraphs && text.indexOf('\r') >= 0) {
            text = text.replace("\r\n", "\n").replace('\r', '\n');
        }
        text = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (text.length() > maxLength) {
            problems.add(new Problem(at, "is longer than " + maxLength + " characters"));
            return null;
        }
        if (isBlank(text)) {
            problems.add(new Problem(at, "is empty"));
            return null;
        }
        return text;
    }

    private static @Nullable String wrongCharacter(String text, boolean paragraphs) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                continue;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return "has half a character (a lone surrogate) at position " + i;
                }
            } else if (Character.isISOControl(c)
                    && !(paragraphs && (c == '\n' || c == '\r' || c == '\t'))) {
                return "has a control character at position " + i;
            } else if ((c >= 0xfdd0 && c <= 0xfdef) || c >= 0xfffe) {
                return "has something that is no character at position " + i;
            }
        }
        return null;
    }

    /** Spaces and what has no shape of its own, such as zero-width joiners, say nothing. */
    private static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(
                        c ->
                                Character.isWhitespace(c)
                                        || Character.isSpaceChar(c)
                                        || Character.getType(c) == Character.FORMAT);
    }

    private List<JsonNode> elements(String name, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            problem(name, "must be a list");
            return List.of();
        }
        if (value.size() > most) {
            problem(name, "has more than " + most + " elements");
            return List.of();
        }
        return List.copyOf(value.values());
    }

    private @Nullable JsonNode value(String name) {
        asked.add(name);
        JsonNode value = node.get(name);
        return value == null || value.getNodeType() == JsonNodeType.NULL ? null : value;
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
