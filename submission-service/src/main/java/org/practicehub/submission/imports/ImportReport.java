package org.practicehub.submission.imports;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What has become of an import.
 *
 * @param status {@code running}, {@code done}, {@code dry-run}, or {@code interrupted} when it
 *     ended early: send the same file again, what is there already is left alone
 * @param lines read so far; empty ones are not counted
 * @param truncated whether there are more errors or items than are listed
 */
public record ImportReport(
        String id,
        String status,
        long lines,
        long created,
        long updated,
        long unchanged,
        long failed,
        List<LineError> errors,
        List<Item> items,
        boolean truncated) {

    ImportReport with(String other) {
        return new ImportReport(
                id, other, lines, created, updated, unchanged, failed, errors, items, truncated);
    }

    ImportReport withoutLines() {
        return new ImportReport(
                id,
                status,
                lines,
                created,
                updated,
                unchanged,
                failed,
                List.of(),
                List.of(),
                truncated || !items.isEmpty());
    }

    /**
     * Something wrong in a line.
     *
     * @param line from 1
     * @param pointer into the line's JSON; empty for the whole line
     */
    public record LineError(long line, String pointer, String message) {}

    /**
     * What became of a line.
     *
     * @param id null when the line was refused
     * @param outcome {@code created}, {@code updated}, {@code unchanged} or {@code failed}
     */
    public record Item(
            long line, @Nullable String externalId, @Nullable String id, String outcome) {}
}
