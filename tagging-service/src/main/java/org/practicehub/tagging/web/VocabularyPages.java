package org.practicehub.tagging.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;

import jakarta.servlet.http.HttpServletRequest;

import org.practicehub.tagging.vocabularies.Concept;
import org.practicehub.tagging.vocabularies.Vocabulary;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The codes that tags may carry; they change only with a release. */
@RestController
class VocabularyPages {

    private final Map<String, Vocabulary> byName =
            Map.of(
                    "countries", Vocabulary.countries(),
                    "groups", Vocabulary.groups(),
                    "sdgs", Vocabulary.goals(),
                    "gcm", Vocabulary.objectives(),
                    "topics", Vocabulary.topics());

    /**
     * @param scheme what stands before the colon of a tag
     * @param source where codes and labels come from, and who may add to them
     */
    record Listing(String scheme, String source, List<Concept> items, int total) {}

    @GetMapping("/api/v1/vocabularies/{name}")
    ResponseEntity<Listing> vocabulary(
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "countries",
                                                "groups",
                                                "sdgs",
                                                "gcm",
                                                "topics"
                                            }))
                    @PathVariable
                    String name,
            HttpServletRequest request) {
        Parameters.none(request);
        Vocabulary vocabulary = byName.get(name);
        if (vocabulary == null) {
            throw new NoSuchVocabulary();
        }
        Listing listing =
                new Listing(
                        vocabulary.scheme(),
                        vocabulary.source(),
                        vocabulary.concepts(),
                        vocabulary.concepts().size());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(listing);
    }
}
