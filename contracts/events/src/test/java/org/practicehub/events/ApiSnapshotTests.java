package org.practicehub.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Version 1 grows by optional fields and by new events; whatever else changes would break a service
 * that was built before, or a record that lies in a topic. After a permitted addition write {@code
 * api.txt} anew with {@code -Devents.api.write=true}.
 */
class ApiSnapshotTests {

    private static final Path COMMITTED = Path.of("src/test/resources/contracts/events/v1/api.txt");

    @Test
    void versionOneOnlyGrowsByOptionalFieldsAndNewEvents() throws IOException {
        Set<String> now = ApiSnapshot.lines();
        Set<String> committed = new LinkedHashSet<>(Files.readAllLines(COMMITTED));

        Set<String> gone = new LinkedHashSet<>(committed);
        gone.removeAll(now);
        assertThat(gone).as("removed or changed in v1").isEmpty();

        Set<String> added = new LinkedHashSet<>(now);
        added.removeAll(committed);
        Set<String> forbidden = new LinkedHashSet<>(added);
        forbidden.removeIf(line -> isPermitted(line, committed));
        assertThat(forbidden).as("added to v1, but not optional").isEmpty();

        if (Boolean.getBoolean("events.api.write")) {
            Files.write(COMMITTED, now);
        } else {
            assertThat(added)
                    .as("added to v1: run with -Devents.api.write=true and commit api.txt")
                    .isEmpty();
        }
    }

    /** A new event, an optional field, or anything that belongs to a type that is new itself. */
    private static boolean isPermitted(String line, Set<String> committed) {
        if (line.startsWith("event ") || line.endsWith(" optional")) {
            return true;
        }
        int end =
                line.contains(" = ")
                        ? line.indexOf(" = ")
                        : line.lastIndexOf('.', line.indexOf(": "));
        String type = line.substring(0, end);
        return committed.stream()
                .noneMatch(old -> old.startsWith(type + ".") || old.startsWith(type + " = "));
    }
}
