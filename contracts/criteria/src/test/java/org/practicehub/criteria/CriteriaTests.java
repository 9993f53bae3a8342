package org.practicehub.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

class CriteriaTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void readsAndWritesItsCanonicalForm() {
        String json =
                """
                {"words":"  skills\\n partnership ","not":["kind:NEWS"],
                 "any":[["topic:b","topic:a","topic:b"],["sdg:8"],["sdg:10","sdg:8"],["sdg:8","sdg:10"]],
                 "all":["gcm:23","country:ma@FUNDER","country:ma","gcm:23"],
                 "published":{"to":"2024"},"period":{"to":null,"from":"2019-11"}}
                """;

        assertThat(Criteria.fromJson(json).canonicalJson())
                .isEqualTo(
                        "{\"all\":[\"country:MA\",\"country:MA@funder\",\"gcm:23\",\"sdg:8\"],"
                            + "\"any\":[[\"sdg:10\",\"sdg:8\"],[\"topic:a\",\"topic:b\"]],\"not\":[\"kind:news\"],\"words\":\"skills"
                            + " partnership\","
                            + "\"period\":{\"from\":\"2019-11\"},\"published\":{\"to\":\"2024\"}}");
    }

    @Test
    void equalCriteriaAreEqualRecordsWithOneId() {
        Criteria one =
                Criteria.fromJson("{\"any\":[\"sdg:8\",\"sdg:10\"],\"words\":\"Gene\u0300ve\"}");
        Criteria other =
                Criteria.fromJson(
                        "{\"not\":[],\"words\":\""
                                + " Gen\u00e8ve\",\"any\":[[\"sdg:10\",\"sdg:8\",\"sdg:8\"]]}");

        assertThat(other).isEqualTo(one);
        assertThat(other.id()).isEqualTo(one.id()).matches("[0-9a-f]{32}");
    }

    /** Ids lie in databases and topics: they may never change. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 44136fa355b3678a1146ad16f7e8649e",
                "{\"all\":[\"country:MA\"]} | 19bc11d92e1f45736687730f00276aff",
                "{\"words\":\"الهجرة -\\\"x"
                    + " y\\\"\",\"any\":[[\"sdg:1\",\"sdg:2\"]],\"published\":{\"from\":\"2024\"}}"
                    + " | 07ebfe82ac6e2b95065be34569b3cb10",
            })
    void idsAreStable(String json, String id) {
        assertThat(Criteria.fromJson(json).id()).isEqualTo(id);
    }

    @Test
    void nothingAskedForIsEverything() {
        for (String json :
                List.of(
                        "{}",
                        "{\"all\":[],\"any\":[],\"not\":null,\"words\":\"?!\",\"period\":{},\"published\":null}")) {
            assertThat(Criteria.fromJson(json)).isEqualTo(Criteria.EVERYTHING);
            assertThat(Criteria.fromJson(json).isEmpty()).isTrue();
            assertThat(Criteria.fromJson(json).canonicalJson()).isEqualTo("{}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | '' | is not an object",
                "null | '' | is not an object",
                "{ | '' | is not JSON",
                "{\"all\":[],\"all\":[]} | '' | is not JSON",
                "{\"every\":[]} | /every | is not known",
                "{\"a/b~c\":[]} | /a~1b~0c | is not known",
                "{\"all\":\"country:MA\"} | /all | is not a list",
                "{\"all\":[\"sdg:1\",7]} | /all/1 | is not a string",
                "{\"all\":[null]} | /all/0 | is not a string",
                "{\"all\":[\"MA\"]} | /all/0 | is not written scheme:code",
                "{\"all\":[\"land:MA\"]} | /all/0 | \"land\" is not a scheme",
                "{\"all\":[\"country:ZZ\"]} | /all/0 | \"ZZ\" is not an ISO 3166-1",
                "{\"all\":[\"country:\"]} | /all/0 | is not an ISO 3166-1",
                "{\"all\":[\"country:MA@king\"]} | /all/0 | \"king\" is not the role",
                "{\"all\":[\"country:MA@\"]} | /all/0 | is not the role",
                "{\"not\":[\"sdg:18\"]} | /not/0 | is not a goal from 1 to 17",
                "{\"not\":[\"sdg:0\"]} | /not/0 | is not a goal",
                "{\"not\":[\"sdg:08\"]} | /not/0 | is not a goal",
                "{\"not\":[\"sdg:٨\"]} | /not/0 | is not a goal",
                "{\"not\":[\"sdg-target:10\"]} | /not/0 | is not a target",
                "{\"not\":[\"gcm:24\"]} | /not/0 | is not an objective",
                "{\"not\":[\"topic:Two Words\"]} | /not/0 | is not a slug",
                "{\"not\":[\"kind:poem\"]} | /not/0 | is not a kind",
                "{\"not\":[\"language:english language\"]} | /not/0 | is not a BCP 47",
                "{\"not\":[\"region:001\"]} | /not/0 | is not a UN M49 region",
                "{\"not\":[\"organisation:--\"]} | /not/0 | is not a name",
                "{\"not\":[\"group:a b\"]} | /not/0 | is not the acronym",
                "{\"any\":{}} | /any | is not a list of groups",
                "{\"any\":[[]]} | /any/0 | is an empty group",
                "{\"any\":[[\"sdg:1\"],\"sdg:2\"]} | /any/1 | is not a group",
                "{\"any\":[\"sdg:2\",[\"sdg:1\"]]} | /any/1 | is not a string",
                "{\"any\":[[\"sdg:1\",\"x\"]]} | /any/0/1 | is not written",
                "{\"any\":[\"sdg:1\",\"x\"]} | /any/1 | is not written",
                "{\"words\":[]} | /words | is not a string",
                "{\"words\":\"a\\u0000b\"} | /words | holds a control character",
                "{\"words\":\"a\\ud800b\"} | /words | holds a control character",
                "{\"period\":\"2019\"} | /period | is not an object",
                "{\"period\":{\"since\":\"2019\"}} | /period | has only from and to",
                "{\"period\":{\"from\":2019}} | /period/from | is not a string",
                "{\"period\":{\"from\":\"19\"}} | /period/from | is not a year, month or day",
                "{\"period\":{\"to\":\"2019-02-29\"}} | /period/to | is not a year, month or day",
                "{\"published\":{\"to\":\"2019-13\"}} | /published/to | is not a year, month or"
                        + " day",
                "{\"published\":{\"from\":\"2020\",\"to\":\"2019\"}} | /published | ends before it"
                        + " starts",
            })
    void whatCannotBeMeantSaysWhereAndWhy(String json, String pointer, String reason) {
        assertThatThrownBy(() -> Criteria.fromJson(json))
                .isInstanceOfSatisfying(
                        InvalidCriteriaException.class,
                        e -> {
                            assertThat(e.pointer()).isEqualTo(pointer);
                            assertThat(e.reason()).contains(reason);
                        });
    }

    @Test
    void limits() {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i <= Criteria.MAX_TERMS; i++) {
            terms.add("\"topic:t" + i + "\"");
        }
        assertThatThrownBy(() -> Criteria.fromJson("{\"any\":" + terms + "}"))
                .hasMessageContaining("more than 300 terms");
        terms.removeLast();
        assertThat(Criteria.fromJson("{\"any\":" + terms + "}").any()).hasSize(1);
        List<String> groups = new ArrayList<>();
        for (int i = 0; i <= Criteria.MAX_GROUPS; i++) {
            groups.add("[\"topic:a\",\"topic:b" + i + "\"]");
        }
        assertThatThrownBy(() -> Criteria.fromJson("{\"any\":" + groups + "}"))
                .hasMessageContaining("more than 20 groups");
        assertThatThrownBy(() -> Criteria.fromJson("{\"words\":\"" + "x".repeat(501) + "\"}"))
                .hasMessageContaining("longer than 500");
    }

    @Test
    void messagesShowLittleOfWhatWasSent() {
        assertThatThrownBy(
                        () ->
                                Criteria.fromJson(
                                        "{\"all\":[\"country:" + "🙂".repeat(5_000) + "\"]}"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
        assertThatThrownBy(() -> Term.parse("country:\u0007" + "x".repeat(59) + "🙂x"))
                .satisfies(e -> assertThat(Texts.holdsUnprintable(e.getMessage())).isFalse());
    }

    @Test
    void jacksonReadsAndWritesCriteria() {
        record Saved(Criteria criteria, Term term) {}
        String json = "{\"criteria\":{\"all\":[\"sdg:8\"]},\"term\":\"country:MA@any\"}";

        Saved saved = JSON.readValue(json, Saved.class);

        assertThat(saved.criteria().all()).containsExactly(Term.parse("sdg:8"));
        assertThat(JSON.writeValueAsString(saved)).isEqualTo(json);
        assertThatThrownBy(() -> JSON.readValue("{\"criteria\":{\"x\":1}}", Saved.class))
                .rootCause()
                .isInstanceOf(InvalidCriteriaException.class);
    }

    @Test
    void datesStandForAllOfTheirDays() {
        DateRange year = new DateRange("2024", "2024");
        assertThat(year.lastDay() - year.firstDay()).isEqualTo(365);
        assertThat(new DateRange("1970-01-01", "1970-01-01").firstDay()).isZero();
        assertThat(new DateRange("1970", null).firstMillisecond()).isZero();
        assertThat(new DateRange(null, "1969").lastMillisecond()).isEqualTo(-1);
        assertThat(new DateRange("9999-12-31", null).lastDay()).isEqualTo(Integer.MAX_VALUE);
        assertThat(new DateRange(null, null).firstMillisecond()).isEqualTo(Long.MIN_VALUE);
        for (String odd :
                List.of(
                        "",
                        "0000",
                        "99999",
                        "2019-",
                        "2019-1",
                        "2019-00",
                        "2019-01-00",
                        "2019-01-32",
                        "2019-01-01T00:00Z",
                        "+2019",
                        "٢٠١٩",
                        "2019/01",
                        "2019-0101",
                        "-2019")) {
            assertThatThrownBy(() -> new DateRange(odd, null))
                    .isInstanceOf(InvalidCriteriaException.class);
        }
    }
}
