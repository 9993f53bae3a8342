package org.practicehub.drills.doors;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whether an answer is as the description says. */
final class Judge {

    private static final String PROBLEM = "application/problem+json";
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;
    private static final int UNAUTHENTICATED = 401;

    private final JsonNode document;
    private final JsonMapper json = JsonMapper.builder().build();
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    Judge(JsonNode document) {
        this.document = document;
    }

    /**
     * An answer as it came.
     *
     * @param body up to a limit, with which streams without an end are cut off
     * @param whole whether that is all of it
     */
    record Answer(int status, String contentType, String body, boolean whole) {

        String mediaType() {
            int semicolon = contentType.indexOf(';');
            return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
        }
    }

    /** The body as JSON; missing when it is none. */
    JsonNode read(Answer answer) {
        if (!answer.mediaType().endsWith("json") || !answer.whole()) {
            return MissingNode.getInstance();
        }
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** What is wrong with it; nothing, hopefully. */
    List<String> complaints(Inquiry inquiry, Answer answer) {
        Operation operation = inquiry.operation();
        List<String> complaints = new ArrayList<>();
        if (inquiry.role().equals(Inquiry.NOBODY)) {
            if (operation.token() && answer.status() < CLIENT_ERROR) {
                complaints.add("needs no token after all");
            }
            if (!operation.token() && answer.status() == UNAUTHENTICATED && !operation.session()) {
                complaints.add("wants a token that is not documented");
            }
        }
        if (answer.status() >= SERVER_ERROR) {
            complaints.add("a server error");
        }
        if (answer.body().contains("\tat ") || answer.body().contains("java.lang.")) {
            complaints.add("shows its insides");
        }
        if (answer.status() >= CLIENT_ERROR) {
            problem(answer, complaints);
        }
        JsonNode documented = operation.response(answer.status(), document);
        if (documented == null) {
            complaints.add("is not a documented status");
        } else {
            described(answer, documented, complaints);
        }
        return complaints;
    }

    private void problem(Answer answer, List<String> complaints) {
        JsonNode problem = read(answer);
        if (!answer.mediaType().equals(PROBLEM)) {
            complaints.add("is no problem detail but " + answer.mediaType());
        } else if (problem.path("status").asInt(0) != answer.status()
                || problem.path("title").asString("").isEmpty()
                || problem.path("type").asString("").isEmpty()) {
            complaints.add("is a problem detail without type, title or its own status");
        }
    }

    private void described(Answer answer, JsonNode documented, List<String> complaints) {
        JsonNode contents = documented.path("content");
        if (contents.isEmpty()) {
            if (answer.mediaType().endsWith("json") && !answer.body().isEmpty()) {
                complaints.add("has a body that is not documented");
            }
            return;
        }
        JsonNode content = contents.path(answer.mediaType());
        if (content.isMissingNode()) {
            content = contents.path("*/*");
        }
        if (content.isMissingNode()) {
            if (!answer.body().isEmpty() || !answer.contentType().isEmpty()) {
                complaints.add("is of an undocumented media type, " + answer.mediaType());
            }
            return;
        }
        JsonNode body = read(answer);
        if (!content.path("schema").isMissingNode() && !body.isMissingNode()) {
            String difference = difference(content.path("schema"), body);
            if (difference != null) {
                complaints.add("is not of the documented schema: " + difference);
            }
        }
    }

    private @Nullable String difference(JsonNode schema, JsonNode body) {
        List<Error> errors = schemas.computeIfAbsent(schema, this::compiled).validate(body);
        return errors.isEmpty() ? null : errors.getFirst().toString();
    }

    /** References lead into the document's components, which therefore go with every schema. */
    private Schema compiled(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        schema.forEachEntry(whole::set);
        whole.set("components", document.path("components"));
        return registry.getSchema(whole);
    }
}
