package org.practicehub.submission.topics;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.practicehub.submission.content.ContentReader;
import org.practicehub.submission.web.Bodies;
import org.practicehub.submission.web.Fields;
import org.practicehub.submission.web.Page;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.List;
import java.util.Map;

@RestController
@RequestMapping(path = "/api/v1/topics", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Topics", description = "Editorial subjects. Everybody reads, administrators create.")
class TopicsController {

    private static final int MAX_TITLE = 200;
    private static final int MAX_DESCRIPTION = 2_000;

    private final EditorialTopics topics;

    TopicsController(EditorialTopics topics) {
        this.topics = topics;
    }

    @GetMapping
    @Operation(summary = "List all topics, by title")
    Page<Topic> list() {
        List<Topic> all = topics.all();
        return new Page<>(all, all.size(), Map.of(), null);
    }

    @GetMapping("/{slug}")
    @Operation(summary = "See a topic")
    Topic get(@PathVariable String slug) {
        return topics.find(slug).orElseThrow(ProblemException::notFound);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Create a topic",
            description = "For administrators. Creating the same topic again changes nothing.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Topic.class))))
    ResponseEntity<Topic> create(@Parameter(hidden = true) HttpServletRequest request) {
        Fields fields = Fields.of(Bodies.json(Bodies.read(request)));
        String slug = fields.requiredLine("slug", 100);
        if (!slug.isEmpty() && !ContentReader.isSlug(slug)) {
            fields.problem("slug", "must be lower case letters and digits with single hyphens");
        }
        String title = fields.requiredLine("title", MAX_TITLE);
        String description = fields.paragraphs("description", MAX_DESCRIPTION);
        fields.done();
        Topic topic = new Topic(slug, title, description == null ? "" : description);
        URI address = URI.create("/api/v1/topics/" + slug);
        return topics.create(topic)
                ? ResponseEntity.created(address).body(topic)
                : ResponseEntity.ok().location(address).body(topic);
    }
}
