package org.practicehub.submission.revisions;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** What differs between two contents, field by field; long texts by what was put for what. */
public final class Differences {

    /** Texts with more words are compared by paragraph: the effort grows with the differences. */
    private static final int MOST_WORDS = 2_000;

    private static final String SPACE = "(?<=\\s)(?=\\S)";
    private static final String PARAGRAPH = "(?<=\\n)(?=[^\\n])";

    /**
     * One difference.
     *
     * @param pointer a JSON pointer into the content
     * @param before null when the field is new
     * @param after null when the field is gone
     * @param edits of a text, in order; empty for other fields
     */
    public record Difference(
            String pointer,
            @Schema(implementation = Object.class, description = "Any JSON")
                    @Nullable JsonNode before,
            @Schema(implementation = Object.class, description = "Any JSON")
                    @Nullable JsonNode after,
            List<Edit> edits) {}

    /**
     * Part of a text that was replaced.
     *
     * @param at position in the text before, in UTF-16 code units
     * @param removed may be empty
     * @param added may be empty
     */
    public record Edit(int at, String removed, String added) {}

    /** In the order of the pointers; empty when the contents say the same. */
    public static List<Difference> between(Content before, Content after, JsonMapper json) {
        List<Difference> differences = new ArrayList<>();
        compare("", json.valueToTree(before), json.valueToTree(after), differences);
        return List.copyOf(differences);
    }

    private static void compare(
            String pointer,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            List<Difference> differences) {
        if (isAbsent(before) && isAbsent(after)) {
            return;
        }
        if (before == null || after == null || isAbsent(before) || isAbsent(after)) {
            differences.add(
                    new Difference(
                            pointer,
                            isAbsent(before) ? null : before,
                            isAbsent(after) ? null : after,
                            List.of()));
        } else if (before instanceof ObjectNode && after instanceof ObjectNode) {
            TreeSet<String> names = new TreeSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            for (String name : names) {
                compare(pointer + "/" + name, before.get(name), after.get(name), differences);
            }
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(pointer + "/" + i, before.get(i), after.get(i), differences);
            }
        } else if (!before.equals(after)) {
            differences.add(
                    new Difference(
                            pointer,
                            before,
                            after,
                            before.isString() && after.isString()
                                    ? edits(before.stringValue(), after.stringValue())
                                    : List.of()));
        }
    }

    private static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull() || (node.isArray() && node.isEmpty());
    }

    private static List<Edit> edits(String before, String after) {
        List<String> from = Arrays.asList(before.split(SPACE, -1));
        List<String> to = Arrays.asList(after.split(SPACE, -1));
        if (from.size() > MOST_WORDS || to.size() > MOST_WORDS) {
            from = Arrays.asList(before.split(PARAGRAPH, -1));
            to = Arrays.asList(after.split(PARAGRAPH, -1));
        }
        int[] starts = new int[from.size() + 1];
        for (int i = 0; i < from.size(); i++) {
            starts[i + 1] = starts[i] + from.get(i).length();
        }
        List<Edit> edits = new ArrayList<>();
        for (AbstractDelta<String> delta :
                DiffUtils.diff(from, to, new MyersDiffWithLinearSpace<>()).getDeltas()) {
            add(
                    edits,
                    new Edit(
                            starts[delta.getSource().getPosition()],
                            String.join("", delta.getSource().getLines()),
                            String.join("", delta.getTarget().getLines())));
        }
        return edits;
    }

    /** What is removed and what is added at one place is one edit. */
    private static void add(List<Edit> edits, Edit edit) {
        Edit last = edits.isEmpty() ? null : edits.getLast();
        if (last != null && last.at() + last.removed().length() == edit.at()) {
            edits.removeLast();
            edits.add(
                    new Edit(
                            last.at(),
                            last.removed() + edit.removed(),
                            last.added() + edit.added()));
        } else {
            edits.add(edit);
        }
    }

    private Differences() {}
}
