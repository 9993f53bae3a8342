package org.practicehub.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.practicehub.criteria.ParityCorpus.Case;
import org.practicehub.events.PracticePublished;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The reference, a Lucene index and the memory index of Lucene Monitor find the same. */
class ParityTests {

    static List<ParityCorpus> corpora() {
        return ParityCorpus.all();
    }

    @Test
    void theCorpusIsLargeEnough() {
        assertThat(corpora().stream().mapToInt(corpus -> corpus.cases().size()).sum())
                .isGreaterThanOrEqualTo(600);
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void theReferenceFindsWhatTheCorpusSays(ParityCorpus corpus) {
        List<ReferenceMatcher> matchers = matchers(corpus.practices());

        assertFinds(corpus, criteria -> reference(matchers, criteria));
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void anIndexFindsWhatTheCorpusSays(ParityCorpus corpus) {
        try (LuceneIndex index = new LuceneIndex(corpus.practices())) {
            assertFinds(corpus, criteria -> index.search(CriteriaQuery.of(criteria)));
            assertFinds(corpus, criteria -> index.search(CriteriaQuery.ranked(criteria)));
        }
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void aMemoryIndexMatchesWhatTheCorpusSays(ParityCorpus corpus) {
        Map<String, IndexSearcher> searchers = new TreeMap<>();
        for (PracticePublished practice : corpus.practices()) {
            searchers.put(
                    practice.practiceId(),
                    MemoryIndex.fromDocument(document(practice), new WhitespaceAnalyzer())
                            .createSearcher());
        }
        assertFinds(
                corpus,
                criteria -> {
                    Query query = CriteriaQuery.of(criteria);
                    Set<String> ids = new TreeSet<>();
                    searchers.forEach(
                            (id, searcher) -> {
                                if (count(searcher, query) > 0) {
                                    ids.add(id);
                                }
                            });
                    return ids;
                });
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void aMonitorMatchesWhatTheCorpusSays(ParityCorpus corpus) throws IOException {
        try (Monitor monitor = new Monitor(new WhitespaceAnalyzer())) {
            List<MonitorQuery> queries = new ArrayList<>();
            for (Case one : corpus.cases()) {
                queries.add(new MonitorQuery(one.name(), CriteriaQuery.of(one.criteria())));
            }
            monitor.register(queries);
            for (PracticePublished practice : corpus.practices()) {
                MatchingQueries<QueryMatch> matches =
                        monitor.match(document(practice), QueryMatch.SIMPLE_MATCHER);
                Set<String> matched = new TreeSet<>();
                for (QueryMatch match : matches.getMatches()) {
                    matched.add(match.getQueryId());
                }
                assertThat(matched)
                        .as(practice.practiceId())
                        .isEqualTo(
                                corpus.cases().stream()
                                        .filter(one -> one.ids().contains(practice.practiceId()))
                                        .map(Case::name)
                                        .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
    }

    /**
     * Writes the generated half anew with {@code -Dcriteria.corpus.write=true}; review the diff.
     */
    @Test
    void theGeneratedHalfComesFromItsSeed() throws IOException {
        JsonMapper json = new JsonMapper();
        RandomModel model = new RandomModel(20260101);
        List<CompactPractice> practices = new ArrayList<>();
        List<String> practiceLines = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            CompactPractice practice = model.practice("g%03d".formatted(i));
            practices.add(practice);
            practiceLines.add(json.writeValueAsString(json.valueToTree(practice)));
        }
        List<ReferenceMatcher> matchers =
                matchers(practices.stream().map(CompactPractice::event).toList());
        List<String> caseLines = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (int i = 0; caseLines.size() < 400; i++) {
            Criteria criteria = model.criteria();
            Set<String> ids = reference(matchers, criteria);
            // Few of the cases may be those that nothing meets.
            if ((ids.isEmpty() && i % 8 != 0) || !seen.add(criteria.id())) {
                continue;
            }
            ObjectNode line = json.createObjectNode();
            line.put("name", "g%03d".formatted(caseLines.size()));
            line.set("criteria", criteria.toJson());
            line.set("ids", json.valueToTree(ids));
            caseLines.add(line.toString());
        }
        Path folder = Path.of("src/test/resources/contracts/criteria/parity");
        if (Boolean.getBoolean("criteria.corpus.write")) {
            Files.write(folder.resolve("generated-practices.jsonl"), practiceLines);
            Files.write(folder.resolve("generated-cases.jsonl"), caseLines);
        }
        assertThat(Files.readAllLines(folder.resolve("generated-practices.jsonl")))
                .isEqualTo(practiceLines);
        assertThat(Files.readAllLines(folder.resolve("generated-cases.jsonl")))
                .isEqualTo(caseLines);
    }

    private static void assertFinds(ParityCorpus corpus, Function<Criteria, Set<String>> search) {
        List<String> wrong = new ArrayList<>();
        for (Case one : corpus.cases()) {
            Set<String> found = search.apply(one.criteria());
            if (!found.equals(one.ids())) {
                wrong.add(one.name() + ": found " + found + ", not " + one.ids());
            }
        }
        assertThat(wrong).isEmpty();
    }

    static List<ReferenceMatcher> matchers(List<PracticePublished> practices) {
        return practices.stream().map(ReferenceMatcher::of).toList();
    }

    static Set<String> reference(List<ReferenceMatcher> matchers, Criteria criteria) {
        Words words = criteria.parsedWords();
        return matchers.stream()
                .filter(matcher -> matcher.matches(criteria, words))
                .map(ReferenceMatcher::practiceId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Document document(PracticePublished practice) {
        Document document = new Document();
        IndexedPractice.of(practice).addTo(document);
        return document;
    }

    static int count(IndexSearcher searcher, Query query) {
        try {
            return searcher.count(query);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
