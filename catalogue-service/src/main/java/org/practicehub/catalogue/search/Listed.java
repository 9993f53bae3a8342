package org.practicehub.catalogue.search;

import org.practicehub.catalogue.index.Inquiry.Hit;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** What a card says, for those who write it in another form. */
public record Listed(
        String id,
        String title,
        String summary,
        String kind,
        String language,
        List<String> topics,
        List<String> countries,
        List<String> tags,
        int revision,
        Instant publishedAt,
        Instant revisedAt) {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    public static Listed of(Hit hit) {
        return JSON.readValue(new String(hit.card(), StandardCharsets.UTF_8) + "}", Listed.class);
    }
}
