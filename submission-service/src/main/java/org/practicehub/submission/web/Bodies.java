package org.practicehub.submission.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeType;

import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies: bounded in size and depth, strict JSON. */
public final class Bodies {

    /** The largest body of one JSON document, in bytes. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_DEPTH = 16;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_BYTES)
                                                    .maxNumberLength(100)
                                                    .maxNameLength(1_000)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** The whole body. Chunked bodies are bounded too: they are counted, not announced. */
    public static byte[] read(HttpServletRequest request) {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLarge();
        }
        try (InputStream in = request.getInputStream()) {
            byte[] body = in.readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw tooLarge();
            }
            return body;
        } catch (IOException e) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "malformed-body", "The body could not be read.");
        }
    }

    /** The body as a JSON object. */
    public static JsonNode json(byte[] body) {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JacksonException e) {
            throw malformed(
                    e.getLocation() == null
                            ? "The body is not JSON."
                            : "The body is not JSON, or nested too deeply: line %d, column %d."
                                    .formatted(
                                            e.getLocation().getLineNr(),
                                            e.getLocation().getColumnNr()));
        }
        if (node == null || node.getNodeType() != JsonNodeType.OBJECT) {
            throw malformed("The body must be a JSON object.");
        }
        return node;
    }

    /** The body as a JSON object; an absent body is an empty object. */
    public static JsonNode optionalJson(HttpServletRequest request) {
        byte[] body = read(request);
        return body.length == 0 ? JSON.createObjectNode() : json(body);
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "malformed-body", detail);
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "The body is larger than %d bytes.".formatted(MAX_BYTES));
    }

    private Bodies() {}
}
