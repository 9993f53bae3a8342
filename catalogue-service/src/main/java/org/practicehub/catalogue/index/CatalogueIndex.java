package org.practicehub.catalogue.index;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.criteria.Fields;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The search index of this instance: a copy of the log that can be lost at any time. Serves what it
 * has while the broker is away.
 */
@Component
public class CatalogueIndex implements SmartLifecycle {

    private final IndexProperties properties;
    private final KafkaAdmin kafkaAdmin;
    private final ObjectProvider<EntryListener> listeners;
    private final FacetLabels labels = new FacetLabels();
    private final IndexSearch search = new IndexSearch(labels);
    private volatile @Nullable Tail tail;

    CatalogueIndex(
            IndexProperties properties,
            KafkaAdmin kafkaAdmin,
            ObjectProvider<EntryListener> listeners) {
        this.properties = properties;
        this.kafkaAdmin = kafkaAdmin;
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
        Tail following = tail;
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
        Tail following = tail;
        return following != null && following.state() != Tail.State.BUILDING;
    }

    /** Whether it was once at the log's end. */
    boolean isReady() {
        Tail following = tail;
        return following != null && following.state() == Tail.State.LIVE;
    }

    /** Records read since the start, and how many there were to read. */
    public long[] progress() {
        Tail following = tail;
        return following == null ? new long[] {0, 0} : following.progress();
    }

    public Found search(Inquiry inquiry) {
        return read(searcher -> search.search(searcher, inquiry));
    }

    /**
     * The cards of the practices that name this one.
     *
     * @param relation as {@link org.practicehub.events.RelationType} is written
     */
    public List<Hit> related(String relation, String id, int most) {
        return read(
                searcher -> {
                    Term term = new Term(Documents.RELATION, relation + ":" + id);
                    if (searcher.getIndexReader().docFreq(term) == 0) {
                        return List.of();
                    }
                    List<Hit> hits = new java.util.ArrayList<>();
                    var stored = searcher.storedFields();
                    for (ScoreDoc document :
                            searcher.search(
                                            new TermQuery(term),
                                            most,
                                            IndexSearch.sort(
                                                    org.practicehub.catalogue.store.Order.NEWEST))
                                    .scoreDocs) {
                        hits.add(IndexSearch.hit(stored, document.doc));
                    }
                    return hits;
                });
    }

    /** The card of one practice, for when nothing else can be asked. */
    public Optional<Hit> card(String id) {
        return read(
                searcher -> {
                    ScoreDoc[] found =
                            searcher.search(new TermQuery(new Term(Fields.ID, id)), 1).scoreDocs;
                    return found.length == 0
                            ? Optional.empty()
                            : Optional.of(IndexSearch.hit(searcher.storedFields(), found[0].doc));
                });
    }

    /** The newest sequence the index has of a practice; {@link Long#MIN_VALUE} for none. */
    public long sequence(String id) {
        return read(searcher -> PracticeIndex.sequence(searcher.getIndexReader(), id));
    }

    interface Reading<T> {
        T from(IndexSearcher searcher) throws IOException;
    }

    <T> T read(Reading<T> reading) {
        while (true) {
            Tail following = tail;
            if (following == null) {
                throw new IllegalStateException("the index is closed");
            }
            PracticeIndex index = following.index();
            try {
                IndexSearcher searcher = index.acquire();
                try {
                    return reading.from(searcher);
                } finally {
                    index.release(searcher);
                }
            } catch (AlreadyClosedException e) {
                if (tail == following) {
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public synchronized void start() {
        if (tail != null) {
            return;
        }
        PracticeIndex index =
                PracticeIndex.open(
                        properties.directory().resolve("index"), properties.heapMegabytes());
        Tail following =
                new Tail(
                        index,
                        this::consumer,
                        this::admin,
                        listeners.orderedStream().toList(),
                        kafkaAdmin::initialize,
                        properties.commitInterval());
        tail = following;
        following.start();
    }

    @Override
    public synchronized void stop() {
        Tail following = tail;
        if (following == null) {
            return;
        }
        try {
            following.stop();
            following.index().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tail = null;
    }

    @Override
    public boolean isRunning() {
        return tail != null;
    }

    /** Before the doors open, and closed after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    private Consumer<byte[], byte @Nullable []> consumer() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "catalogue-tail");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 * 1024 * 1024);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Admin admin() {
        return Admin.create(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        properties.bootstrapServers(),
                        AdminClientConfig.CLIENT_ID_CONFIG,
                        "catalogue-tail",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        3_000,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        5_000));
    }
}
