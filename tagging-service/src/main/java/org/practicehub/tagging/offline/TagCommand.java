package org.practicehub.tagging.offline;

import org.jspecify.annotations.Nullable;
import org.practicehub.tagging.evidence.Generation;
import org.practicehub.tagging.tagger.Tagged;
import org.practicehub.tagging.tagger.Tagger;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tags texts without a service: JSON Lines in, JSON Lines out, one line for each, in order. {@code
 * --evaluate FOLDER} measures instead, on every {@code .jsonl} file of a folder.
 */
public final class TagCommand {

    /** The same limit as at the service's door; longer texts are answered with an error. */
    private static final int LONGEST = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Tagger tagger;

    TagCommand(Tagger tagger) {
        this.tagger = tagger;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--evaluate")) {
            Path folder = Path.of(arguments[1]);
            if (!Files.isDirectory(folder)) {
                System.err.println("deploy/tag: " + folder + " is not a folder");
                System.exit(2);
            }
            Evaluation evaluation = new Evaluation(Tagger.load());
            evaluation.run(folder, new PrintStream(System.out, true, StandardCharsets.UTF_8));
            return;
        }
        if (arguments.length != 0) {
            System.err.println("usage: deploy/tag < practices.jsonl > tagged.jsonl");
            System.err.println("       deploy/tag --evaluate FOLDER");
            System.exit(2);
        }
        new TagCommand(Tagger.load()).run(System.in, System.out);
    }

    void run(InputStream in, OutputStream out) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        try (BufferedWriter answers =
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16)) {
            String line;
            for (long number = 1; (line = lines.readLine()) != null; number++) {
                answers.write(JSON.writeValueAsString(answer(number, line)));
                answers.write('\n');
            }
        }
    }

    private Map<String, Object> answer(long number, String line) {
        try {
            JsonNode row = JSON.readTree(line);
            if (row == null || !row.isObject()) {
                return error(number, "not a JSON object");
            }
            return answer(number, row);
        } catch (JacksonException e) {
            return error(number, "not JSON");
        }
    }

    private Map<String, Object> answer(long number, JsonNode row) {
        JsonNode text = row.get("text");
        JsonNode title = row.get("title");
        if (text == null || !text.isString()) {
            return error(number, "text is missing or no string");
        }
        if (title != null && !title.isNull() && !title.isString()) {
            return error(number, "title is no string");
        }
        String wholeText = text.stringValue();
        String wholeTitle = title == null || title.isNull() ? null : title.stringValue();
        String problem = problem(wholeText, wholeTitle);
        if (problem != null) {
            return error(number, problem);
        }
        Tagged tagged = tagger.tag(wholeTitle, "title", wholeText, "text");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", row.get("id"));
        answer.put("language", tagged.language());
        answer.put("generation", Generation.CURRENT);
        answer.put("tags", tagged.tags());
        answer.put("scores", tagged.scores());
        answer.put("notAttempted", tagged.notAttempted());
        return answer;
    }

    /** Offsets in the answer count UTF-16 code units of the text as it came. */
    private static @Nullable String problem(String text, @Nullable String title) {
        if (text.length() > LONGEST || (title != null && title.length() > LONGEST)) {
            return "longer than " + LONGEST + " characters";
        }
        return null;
    }

    private static Map<String, Object> error(long number, String error) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("line", number);
        answer.put("error", error);
        return answer;
    }
}
