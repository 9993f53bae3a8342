package org.practicehub.tagging.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Tag;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The floor under what is shown on the practices of {@code evaluation/}, labelled by hand. */
@NullMarked
class GoalsOfPracticesTests {

    private static final Tagger TAGGER = Tagger.load();

    @Test
    void fewGoalsAreShownAndMostOfThemAreRight() throws IOException {
        int texts = 0;
        int right = 0;
        int shown = 0;
        int wanted = 0;
        for (String line : Files.readAllLines(Path.of("evaluation", "practices.jsonl"))) {
            JsonNode row = JsonMapper.shared().readTree(line);
            Set<String> labelled = new TreeSet<>();
            row.get("sdgs").forEach(goal -> labelled.add(goal.asString()));
            Set<String> goals = new TreeSet<>();
            Tagged tagged =
                    TAGGER.tag(
                            row.get("title").asString(),
                            "title",
                            row.get("text").asString(),
                            "text");
            for (Tag tag : tagged.tags()) {
                if (tag.scheme().equals("sdg")) {
                    goals.add(tag.code());
                }
            }
            assertThat(goals).as(row.get("id").asString()).hasSizeLessThanOrEqualTo(4);
            texts++;
            shown += goals.size();
            wanted += labelled.size();
            goals.retainAll(labelled);
            right += goals.size();
        }

        assertThat(texts).isEqualTo(19);
        assertThat((double) shown / texts).isBetween(1.5, 2.5);
        assertThat((double) right / shown).as("precision").isGreaterThanOrEqualTo(0.85);
        assertThat((double) right / wanted).as("recall").isGreaterThanOrEqualTo(0.65);
    }
}
