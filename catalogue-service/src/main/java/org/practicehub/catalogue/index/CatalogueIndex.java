package org.practicehub.catalogue.index;

import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.catalogue.store.Position;
import org.practicehub.events.PracticePublished;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The search index of this instance: a copy of the log that can be lost at any time. Serves what it
 * has while the broker is away.
 */
@Component
public class CatalogueIndex implements SmartLifecycle {

    private static final int MOST_NAMING = 200;

    private final IndexProperties properties;
    private final BrokerTopics brokerTopics;
    private final PracticeLog practiceLog;
    private final ObjectProvider<EntryListener> listeners;
    private final FacetLabels labels = new FacetLabels();
    private final IndexSearch search = new IndexSearch(labels);
    private volatile @Nullable IndexGenerations generations;

    CatalogueIndex(
            IndexProperties properties,
            BrokerTopics brokerTopics,
            PracticeLog practiceLog,
            ObjectProvider<EntryListener> listeners) {
        this.properties = properties;
        this.brokerTopics = brokerTopics;
        this.practiceLog = practiceLog;
        this.listeners = listeners;
    }

    /** What the index can be trusted with. */
    public enum Health {
        /** Has everything the log had at the start, and follows it. */
        LIVE,
        /** Has everything of some moment, and cannot follow because the broker is away. */
        BROKER_AWAY,
        /** Was complete and is catching up. */
        CATCHING_UP,
        /** Not yet complete: lists without words come from MongoDB meanwhile. */
        BUILDING
    }

    public Health health() {
        Tail following = tail();
        if (following == null) {
            return Health.BUILDING;
        }
        return switch (following.state()) {
            case BUILDING -> Health.BUILDING;
            case CATCHING_UP -> Health.CATCHING_UP;
            case LIVE -> following.connected() ? Health.LIVE : Health.BROKER_AWAY;
        };
    }

    /** Whether the index can answer for all practices. */
    public boolean isComplete() {
        Tail following = tail();
        return following != null && following.state() != Tail.State.BUILDING;
    }

    /** Whether it was once at the log's end. */
    boolean isReady() {
        Tail following = tail();
        return following != null && following.state() == Tail.State.LIVE;
    }

    /** Records read since the start, and how many there were to read. */
    public long[] progress() {
        Tail following = tail();
        return following == null ? new long[] {0, 0} : following.progress();
    }

    public Found search(Inquiry inquiry) {
        return readIndex(index -> search.page(index, inquiry));
    }

    /** A practice that names another one, and as what. */
    public record Naming(String relation, Hit practice) {}

    /** The practices that name this one in their relations, the newest first. */
    public List<Naming> naming(String id) {
        return read(searcher -> Lookups.naming(searcher, id, MOST_NAMING));
    }

    /** The practices that have most in common with this one, the most alike first. */
    public List<Alike> alike(PracticePublished practice, int most) {
        return read(searcher -> Likeness.of(searcher, practice, most));
    }

    /** Words that stand in more practices than this one and are written nearly like it. */
    public List<String> near(String form, int most) {
        return read(searcher -> Spelling.near(searcher.getIndexReader(), form, most));
    }

    /** The card of one practice, if it is published. */
    public Optional<Hit> card(String id) {
        return read(searcher -> Lookups.card(searcher, id));
    }

    /** The newest sequence the index has of a practice; {@link Long#MIN_VALUE} for none. */
    public long sequence(String id) {
        return read(searcher -> PracticeIndex.sequence(searcher.getIndexReader(), id));
    }

    /**
     * A practice that changed, as harvesters are told.
     *
     * @param changed milliseconds since the epoch
     */
    public record Change(String id, long changed, boolean withdrawn) {}

    /**
     * @param next null when there are no more
     */
    public record Changes(List<Change> changes, long total, @Nullable Position next) {}

    /**
     * What changed in a span of time, the oldest first. Withdrawals belong to every term: what a
     * practice was about is not known any more.
     *
     * @param term that published practices must have; null for all
     * @param from milliseconds since the epoch, included, as is {@code until}
     */
    public Changes changes(
            @Nullable String term, long from, long until, @Nullable Position after, int limit) {
        return read(searcher -> Lookups.changes(searcher, term, from, until, after, limit));
    }

    /** The newest withdrawals. */
    public List<Change> withdrawals(int most) {
        return read(searcher -> Lookups.withdrawals(searcher, most));
    }

    /** Everything an inquiry finds, in its order, as it stands now: in batches of its limit. */
    public void forEach(Inquiry inquiry, java.util.function.Consumer<List<Hit>> reader) {
        this.<Boolean>read(
                searcher -> {
                    Position after = null;
                    do {
                        Found found =
                                search.search(
                                        searcher,
                                        new Inquiry(
                                                inquiry.criteria(),
                                                inquiry.origin(),
                                                inquiry.order(),
                                                after,
                                                inquiry.limit(),
                                                java.util.Set.of()));
                        reader.accept(found.hits());
                        after = found.next();
                    } while (after != null);
                    return true;
                });
    }

    /** How many practices have each triple of country, goal and year of first publication. */
    public Map<List<String>, Integer> countTriples() {
        return read(Lookups::countTriples);
    }

    interface Reading<F, T> {
        T from(F source) throws IOException;
    }

    <T> T read(Reading<IndexSearcher, T> reading) {
        return readIndex(
                index -> {
                    IndexSearcher searcher = index.acquire();
                    try {
                        return reading.from(searcher);
                    } finally {
                        index.release(searcher);
                    }
                });
    }

    /** From the live index; once more when another one takes its place meanwhile. */
    private <T> T readIndex(Reading<PracticeIndex, T> reading) {
        while (true) {
            Tail following = tail();
            if (following == null) {
                throw new IllegalStateException("the index is closed");
            }
            try {
                return reading.from(following.index());
            } catch (AlreadyClosedException e) {
                if (tail() == following) {
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private @Nullable Tail tail() {
        IndexGenerations all = generations;
        return all == null ? null : all.live();
    }

    /**
     * The indexes of this instance: for making another beside the one that answers.
     *
     * @throws IllegalStateException before the start and after the end
     */
    IndexGenerations generations() {
        IndexGenerations all = generations;
        if (all == null) {
            throw new IllegalStateException("the index is closed");
        }
        return all;
    }

    @Override
    public synchronized void start() {
        if (generations == null) {
            generations = new IndexGenerations(properties.directory(), this::tail);
        }
    }

    private Tail tail(Path directory) {
        PracticeIndex index = PracticeIndex.open(directory, properties.heapMegabytes());
        index.onMerged(labels::warm);
        return new Tail(
                index,
                () -> practiceLog.consumer("catalogue-tail-" + directory.getFileName()),
                brokerTopics::admin,
                listeners.orderedStream().toList(),
                brokerTopics::ensure,
                properties.commitInterval());
    }

    @Override
    public synchronized void stop() {
        IndexGenerations all = generations;
        if (all != null) {
            all.stop();
            generations = null;
        }
    }

    @Override
    public boolean isRunning() {
        return generations != null;
    }

    /** Before the doors open, and closed after them. */
    @Override
    public int getPhase() {
        return 0;
    }
}
