package org.practicehub.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** What is decided from the fields that a filter names is what all of the document would decide. */
class ConditionTests {

    private static final List<String> NAMES = List.of("a", "b", "c", "ab");
    private static final List<String> PATHS =
            List.of(
                    "a", "b", "c", "ab", "a.b", "b.a", "c.0", "a.b.c", "b.1.a", "nobody", "a..b",
                    "b.");
    private static final List<String> OPERATORS =
            List.of(
                    "$eq",
                    "$ne",
                    "$gt",
                    "$gte",
                    "$lt",
                    "$lte",
                    "$in",
                    "$nin",
                    "$exists",
                    "$not",
                    "$size",
                    "$all",
                    "$elemMatch",
                    "$type");

    private final Random random = new Random(2026);

    @Test
    void randomFiltersOnRandomDocuments() {
        int met = 0;
        int looked = 0;
        for (int i = 0; i < 40_000; i++) {
            var document = document(3);
            var filter = filter(2);
            var kept = Kept.of(document);

            var expected = answer(() -> new DefaultQueryMatcher().matches(kept.document(), filter));
            assertThat(answer(() -> new Condition(filter).test(kept)))
                    .as("%s of %s", filter, document)
                    .isEqualTo(expected);
            met += "true".equals(expected) ? 1 : 0;
            looked += Fields.ofFilter(filter) == null ? 0 : 1;
        }
        assertThat(met).as("enough match").isBetween(2_000, 38_000);
        assertThat(looked).as("most need not all of the document").isGreaterThan(20_000);
    }

    @Test
    void anExpressionLooksAtTheWholeDocument() {
        var filter =
                new Document("$expr", new Document("$eq", new ArrayList<>(List.of("$a", "$b"))));

        assertThat(new Condition(filter).test(Kept.of(new Document("a", 1).append("b", 1))))
                .isTrue();
        assertThat(new Condition(filter).test(Kept.of(new Document("a", 1).append("b", 2))))
                .isFalse();
    }

    private static String answer(BooleanSupplier matches) {
        try {
            return Boolean.toString(matches.getAsBoolean());
        } catch (RuntimeException e) {
            return e.getClass() + ": " + e.getMessage();
        }
    }

    private Document filter(int depth) {
        var filter = new Document();
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (depth > 0 && random.nextInt(4) == 0) {
                var parts = new ArrayList<Object>();
                for (int part = random.nextInt(3); part >= 0; part--) {
                    parts.add(filter(depth - 1));
                }
                filter.put(one(List.of("$and", "$or", "$nor")), parts);
            } else {
                filter.put(one(PATHS), asked());
            }
        }
        return filter;
    }

    private @Nullable Object asked() {
        return switch (random.nextInt(4)) {
            case 0 -> value(1);
            case 1 -> new BsonRegularExpression("^[xy]", "");
            default -> {
                var operator = one(OPERATORS);
                yield new Document(operator, operand(operator));
            }
        };
    }

    private @Nullable Object operand(String operator) {
        return switch (operator) {
            case "$in", "$nin", "$all" -> new ArrayList<>(Arrays.asList(value(0), value(0)));
            case "$exists" -> random.nextBoolean();
            case "$size" -> random.nextInt(3);
            case "$type" -> one(List.of("string", "int", "array", "null"));
            case "$not" -> new Document("$gt", value(0));
            case "$elemMatch" -> new Document(one(NAMES), value(0));
            default -> value(1);
        };
    }

    private Document document(int depth) {
        var document = new Document();
        for (var name : NAMES) {
            if (random.nextInt(4) > 0) {
                document.put(name, value(depth));
            }
        }
        return document;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> random.nextInt(3);
            case 1 -> (double) random.nextInt(3);
            case 2 -> (long) random.nextInt(3);
            case 3 -> one(List.of("x", "y", ""));
            case 4 -> null;
            case 5 -> random.nextBoolean();
            case 6 -> document(depth - 1);
            default -> {
                var elements = new ArrayList<@Nullable Object>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    elements.add(value(depth - 1));
                }
                yield elements;
            }
        };
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
