package org.practicehub.bench;

import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.CriteriaQuery;
import org.practicehub.criteria.IndexedPractice;
import org.practicehub.events.PracticePublished;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same criteria in Lucene Monitor as it comes, with its presearcher by terms. */
final class RawMonitor implements AutoCloseable {

    private static final int AT_ONCE = 50_000;

    private final Monitor monitor;

    RawMonitor(Map<String, String> criteria) throws IOException {
        monitor =
                new Monitor(
                        new WhitespaceAnalyzer(),
                        new TermFilteredPresearcher(),
                        new MonitorConfiguration());
        List<MonitorQuery> some = new ArrayList<>();
        for (Map.Entry<String, String> each : criteria.entrySet()) {
            some.add(
                    new MonitorQuery(
                            each.getKey(), CriteriaQuery.of(Criteria.fromJson(each.getValue()))));
            if (some.size() == AT_ONCE) {
                monitor.register(some);
                some.clear();
            }
        }
        monitor.register(some);
    }

    /** How many criteria the practice meets. */
    int match(PracticePublished practice) throws IOException {
        Document document = new Document();
        IndexedPractice.of(practice).addTo(document);
        return monitor.match(document, QueryMatch.SIMPLE_MATCHER).getMatchCount();
    }

    @Override
    public void close() throws IOException {
        monitor.close();
    }
}
