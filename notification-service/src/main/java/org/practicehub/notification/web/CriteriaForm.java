package org.practicehub.notification.web;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How {@link org.practicehub.criteria.Criteria} are written, for the API's description; they are
 * read and written by themselves.
 */
@Schema(
        name = "Criteria",
        description =
                "What a practice has to be. At least one of all, any, not, words, period and"
                        + " published. A term is scheme:code, a country one role if wanted:"
                        + " country:MA@funder.")
public record CriteriaForm(
        @ArraySchema(
                        arraySchema = @Schema(description = "Terms it has all of"),
                        schema = @Schema(example = "country:MA"))
                List<String> all,
        @ArraySchema(
                        arraySchema =
                                @Schema(description = "Groups; of each it has one term or more"),
                        schema = @Schema(example = "[\"sdg:8\", \"sdg:10\"]"))
                List<List<String>> any,
        @ArraySchema(
                        arraySchema = @Schema(description = "Terms it has none of"),
                        schema = @Schema(example = "kind:news"))
                List<String> not,
        @Schema(
                        description = "Words; \"phrases\", prefix* and -not",
                        example = "\"labour mobility\" nurse*")
                @Nullable String words,
        @Schema(description = "When it took place") @Nullable Span period,
        @Schema(description = "When it was published") @Nullable Span published) {

    /** From one date to another; a year or a month will do. */
    @Schema(name = "CriteriaSpan")
    public record Span(
            @Schema(example = "2019") @Nullable String from,
            @Schema(example = "2024-06") @Nullable String to) {}
}
