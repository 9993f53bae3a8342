package org.practicehub.tagging.web;

import io.swagger.v3.oas.annotations.security.SecurityRequirement;

import jakarta.servlet.http.HttpServletRequest;

import org.practicehub.events.Content;
import org.practicehub.events.Tag;
import org.practicehub.tagging.evidence.Generation;
import org.practicehub.tagging.tagger.Tagged;
import org.practicehub.tagging.tagger.Tagger;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Tags of a text that is not submitted yet; nothing is stored. */
@RestController
@SecurityRequirement(name = "token")
class TagPreviews {

    private final Tagger tagger;

    TagPreviews(Tagger tagger) {
        this.tagger = tagger;
    }

    /**
     * @param generation which tagger answered
     * @param language the language the text was read in
     * @param notAttempted what was not tried in that language
     */
    record Preview(int generation, String language, List<Tag> tags, List<String> notAttempted) {}

    /** Offsets in the answer count UTF-16 code units of the text in NFC. */
    @PostMapping("/api/v1/tags/preview")
    Preview preview(@RequestBody PreviewText text, HttpServletRequest request) {
        Parameters.none(request);
        Content content = text.toContent();
        Tagged tagged = tagger.tag(content);
        return new Preview(
                Generation.CURRENT, tagged.language(), tagged.tags(), tagged.notAttempted());
    }
}
