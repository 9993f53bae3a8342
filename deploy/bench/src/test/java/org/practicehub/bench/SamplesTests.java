package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.SplittableRandom;

class SamplesTests {

    @Test
    void aSampleIsJsonOfAboutTheSizeOfARealPractice() {
        Samples samples = new Samples(new SplittableRandom(1), 16);
        for (int nth = 0; nth < 32; nth++) {
            byte[] body = samples.body(nth, "mark" + nth);
            JsonNode content = Hub.JSON.readTree(body);
            assertThat(content.get("title").asString()).contains("mark" + nth);
            assertThat(content.get("summary").asString()).isNotBlank();
            assertThat(body.length).isBetween(700, 1_600);
        }
    }

    @Test
    void aLineForTheTaggerHasATextOfAFewSentences() {
        Samples samples = new Samples(new SplittableRandom(1), 64);
        int words = 0;
        for (int nth = 0; nth < samples.count(); nth++) {
            JsonNode line = Hub.JSON.readTree(samples.line(nth));
            assertThat(line.get("text").asString()).isEqualTo(samples.text(nth));
            words += samples.text(nth).split("\\s+").length;
        }
        assertThat(words / samples.count()).isBetween(100, 140);
    }

    @Test
    void theSameSeedGivesTheSamePractices() {
        assertThat(new Samples(new SplittableRandom(7), 4).body(3, "m"))
                .isEqualTo(new Samples(new SplittableRandom(7), 4).body(3, "m"));
    }
}
