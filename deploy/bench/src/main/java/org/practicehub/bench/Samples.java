package org.practicehub.bench;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Practices as contributors might write them, about 1.2 kB of JSON each, made up from sentences
 * with countries, cities and cited goals in them. The same seed gives the same practices.
 */
final class Samples {

    private static final String MARK = "@@mark@@";

    private static final List<String> PLACES =
            List.of(
                    "Oujda in Morocco",
                    "Santo Domingo in Ecuador",
                    "Amman in Jordan",
                    "Kathmandu in Nepal",
                    "Belgrade in Serbia",
                    "Dakar in Senegal",
                    "Sfax in Tunisia",
                    "Chișinău in the Republic of Moldova",
                    "Kingston in Jamaica",
                    "Dhaka in Bangladesh",
                    "Cebu in the Philippines",
                    "Bishkek in Kyrgyzstan",
                    "São Paulo in Brazil",
                    "Nairobi in Kenya",
                    "Montréal in Canada",
                    "Milan in Italy");

    private static final List<String> SENTENCES =
            List.of(
                    "The municipality of %s opened a desk where migrants, refugees and returnees"
                        + " are told about their rights and led through administrative procedures.",
                    "A council in which migrants sit themselves advises the city and collects data"
                            + " on what newcomers need.",
                    "Apprenticeships with local employers made young people more employable, in"
                            + " line with SDG 8 and SDG 4.",
                    "Health posts take everybody, whatever their papers, and report on target 3.8.",
                    "The diaspora invests in small businesses and measures more than remittances,"
                            + " as target 10.c asks.",
                    "The plan was drawn up with IOM and UNDP and contributes to targets 10.7 and"
                            + " 17.9.",
                    "Cooperation with other cities follows Objective 23 of the Global Compact for"
                            + " Migration.",
                    "Skills are recognised faster, as Objective 18 of the Global Compact suggests.",
                    "A mobile office visits border areas twice a month, in four languages.",
                    "Women find counselling and child care next to the language courses (SDG 5).",
                    "Data are disaggregated by sex, age and migratory status and published each"
                            + " year.",
                    "Trade unions of both countries oversee the agreement and hear complaints.");

    private final List<Sample> samples;

    @SuppressWarnings("ArrayRecordComponent") // bytes for the wire, never compared
    private record Sample(byte[] before, byte[] after, String text, String line) {}

    Samples(RandomGenerator random, int count) {
        List<Sample> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(sample(random));
        }
        samples = List.copyOf(made);
    }

    /** The body of a submission; {@code mark} stands in its title. */
    byte[] body(long nth, String mark) {
        Sample sample = samples.get((int) (nth % samples.size()));
        byte[] word = mark.getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[sample.before.length + word.length + sample.after.length];
        System.arraycopy(sample.before, 0, body, 0, sample.before.length);
        System.arraycopy(word, 0, body, sample.before.length, word.length);
        System.arraycopy(
                sample.after, 0, body, sample.before.length + word.length, sample.after.length);
        return body;
    }

    private static Sample sample(RandomGenerator random) {
        String place = PLACES.get(random.nextInt(PLACES.size()));
        ObjectNode content = Hub.JSON.createObjectNode();
        content.put("title", "One-stop desk " + MARK + " of " + place);
        content.put("summary", summary(random, place, 8));
        content.put("kind", "practice");
        content.put("language", "en");
        content.putObject("period").put("from", String.valueOf(2010 + random.nextInt(15)));
        ArrayNode organisations = content.putArray("organisations");
        organisations
                .addObject()
                .put("name", "City of " + place.substring(0, place.indexOf(' ')))
                .put("role", "implementer");
        content.putArray("goals").add("sdg:" + (1 + random.nextInt(17)));
        String json = Hub.JSON.writeValueAsString(content);
        int at = json.indexOf(MARK);
        String text = summary(random, place, 2 + random.nextInt(9));
        ObjectNode line = Hub.JSON.createObjectNode();
        line.put("id", place).put("title", "One-stop desk of " + place).put("text", text);
        return new Sample(
                json.substring(0, at).getBytes(StandardCharsets.UTF_8),
                json.substring(at + MARK.length()).getBytes(StandardCharsets.UTF_8),
                text,
                Hub.JSON.writeValueAsString(line) + "\n");
    }

    /** How many different practices there are. */
    int count() {
        return samples.size();
    }

    /** A text of two to ten sentences. */
    String text(int nth) {
        return samples.get(nth % samples.size()).text;
    }

    /** The same text as a line for {@code deploy/tag}. */
    String line(int nth) {
        return samples.get(nth % samples.size()).line;
    }

    private static String summary(RandomGenerator random, String place, int sentences) {
        StringBuilder summary = new StringBuilder();
        summary.append(SENTENCES.getFirst().formatted(place));
        for (int i = 0; i < sentences; i++) {
            String sentence = SENTENCES.get(1 + random.nextInt(SENTENCES.size() - 1));
            summary.append(i == 4 ? "\n\n" : " ").append(sentence);
        }
        return summary.toString();
    }
}
