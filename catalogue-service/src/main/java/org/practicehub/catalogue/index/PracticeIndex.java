package org.practicehub.catalogue.index;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherLifetimeManager;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NRTCachingDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.criteria.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One Lucene index in one directory. One thread writes; any number reads. Writes are guarded by the
 * practice's sequence, also against those that no reader can see yet.
 */
final class PracticeIndex implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(PracticeIndex.class);
    private static final long NEVER = Long.MIN_VALUE;
    private static final int MOST_SNAPSHOTS = 60;
    private static final double SNAPSHOT_SECONDS = 300;

    /** Segments so small are kept in memory until a commit: most are merged before that. */
    private static final double NEW_MEGABYTES = 1;

    private static final double MOST_NEW_MEGABYTES = 4;

    /** See {@link NewestFirst}. */
    private static final Sort ORDER = new Sort(IndexSearch.latest(Fields.PUBLISHED));

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final SearcherLifetimeManager snapshots = new SearcherLifetimeManager();
    private final Map<String, Long> unseen = new HashMap<>();
    private volatile @Nullable Place place;

    private PracticeIndex(
            Path path, Directory directory, IndexWriter writer, SearcherManager searchers) {
        this.path = path;
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
    }

    /**
     * Opens what is there; what is missing, broken or of another schema is made anew and empty.
     *
     * @throws UncheckedIOException when the directory cannot be used at all, for instance because
     *     another process has it
     */
    static PracticeIndex open(Path path, int heapMegabytes) {
        try {
            Files.createDirectories(path);
            try {
                PracticeIndex index = open(path, heapMegabytes, OpenMode.CREATE_OR_APPEND);
                if (index.place != null || index.isEmpty()) {
                    return index;
                }
                index.close();
                log.info("the index in {} is of another schema and is made anew", path);
            } catch (LockObtainFailedException e) {
                throw e;
            } catch (IOException | IllegalArgumentException e) {
                log.warn("the index in {} cannot be read and is made anew: {}", path, e.toString());
            }
            clear(path);
            return open(path, heapMegabytes, OpenMode.CREATE);
        } catch (IOException e) {
            throw new UncheckedIOException("the index in " + path + " cannot be used", e);
        }
    }

    private static PracticeIndex open(Path path, int heapMegabytes, OpenMode mode)
            throws IOException {
        Directory directory =
                new NRTCachingDirectory(FSDirectory.open(path), NEW_MEGABYTES, MOST_NEW_MEGABYTES);
        IndexWriter writer = null;
        try {
            IndexWriterConfig config = new IndexWriterConfig(new KeywordAnalyzer());
            config.setOpenMode(mode);
            config.setRAMBufferSizeMB(heapMegabytes);
            config.setCommitOnClose(false);
            config.setIndexSort(ORDER);
            config.setMaxFullFlushMergeWaitMillis(0);
            ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
            merges.setMaxMergesAndThreads(6, 1);
            config.setMergeScheduler(merges);
            writer = new IndexWriter(directory, config);
            SearcherManager searchers = new SearcherManager(writer, new SearcherFactory());
            PracticeIndex index = new PracticeIndex(path, directory, writer, searchers);
            Map<String, String> data = new HashMap<>();
            Iterable<Map.Entry<String, String>> committed = writer.getLiveCommitData();
            if (committed != null) {
                committed.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
            }
            index.place = Place.of(data);
            return index;
        } catch (IOException | RuntimeException e) {
            if (writer != null) {
                writer.rollback();
            }
            directory.close();
            throw e;
        }
    }

    private static void clear(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            IOUtils.rm(files.toArray(Path[]::new));
        }
    }

    /** What is to be done with a segment that was made of others before readers see it. */
    void onMerged(IndexWriter.IndexReaderWarmer warmer) {
        writer.getConfig().setMergedSegmentWarmer(warmer);
    }

    Path path() {
        return path;
    }

    /** How far the log was read when the index was last committed. */
    @Nullable Place place() {
        return place;
    }

    private boolean isEmpty() {
        return writer.getDocStats().maxDoc == 0;
    }

    /** Forgets everything, for reading the log from its start. */
    void empty() throws IOException {
        writer.deleteAll();
        unseen.clear();
        place = null;
        searchers.maybeRefreshBlocking();
    }

    /** Returns whether the entry was newer than what the index had. */
    boolean put(CatalogueEntry entry) throws IOException {
        long known = sequence(entry.id());
        if (known >= entry.sequence()) {
            return false;
        }
        if (known == NEVER) {
            // Nothing to be replaced, and so nothing to be looked for in all segments.
            writer.addDocument(Documents.of(entry));
        } else {
            writer.updateDocument(new Term(Fields.ID, entry.id()), Documents.of(entry));
        }
        unseen.put(entry.id(), entry.sequence());
        return true;
    }

    void forget(String id) throws IOException {
        writer.deleteDocuments(new Term(Fields.ID, id));
        unseen.put(id, NEVER);
    }

    /** Lets readers see what was written. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
        unseen.clear();
        forgetOldSnapshots();
    }

    /** How many writes readers do not see yet. */
    int unseen() {
        return unseen.size();
    }

    /**
     * Makes what was written durable together with the place. May hold more than what was written
     * up to that place: reading it again changes nothing.
     */
    void commit(Place reached) throws IOException {
        writer.setLiveCommitData(reached.toCommitData().entrySet());
        writer.commit();
        place = reached;
    }

    /** To be given back by {@link #release}. */
    IndexSearcher acquire() throws IOException {
        return searchers.acquire();
    }

    void release(IndexSearcher searcher) throws IOException {
        searchers.release(searcher);
    }

    /** Keeps what this searcher sees for a reader's next page, a few minutes long. */
    long keep(IndexSearcher searcher) throws IOException {
        return snapshots.record(searcher);
    }

    /** A kept searcher, to be given to {@link #releaseKept}; null when it is kept no longer. */
    @Nullable IndexSearcher kept(long snapshot) {
        return snapshot == 0 ? null : snapshots.acquire(snapshot);
    }

    void releaseKept(IndexSearcher searcher) throws IOException {
        snapshots.release(searcher);
    }

    /** Every kept searcher holds files and memory: few, and not for long. */
    void forgetOldSnapshots() throws IOException {
        int[] newer = {0};
        snapshots.prune((age, searcher) -> newer[0]++ >= MOST_SNAPSHOTS || age > SNAPSHOT_SECONDS);
    }

    private long sequence(String id) throws IOException {
        Long written = unseen.get(id);
        if (written != null) {
            return written;
        }
        IndexSearcher searcher = acquire();
        try {
            return sequence(searcher.getIndexReader(), id);
        } finally {
            release(searcher);
        }
    }

    /** The sequence of a practice, or {@link Long#MIN_VALUE} when there is none. */
    static long sequence(IndexReader reader, String id) throws IOException {
        BytesRef key = new BytesRef(id);
        List<LeafReaderContext> leaves = reader.leaves();
        for (int i = leaves.size() - 1; i >= 0; i--) {
            LeafReader leaf = leaves.get(i).reader();
            Terms terms = leaf.terms(Fields.ID);
            if (terms == null) {
                continue;
            }
            TermsEnum term = terms.iterator();
            if (!term.seekExact(key)) {
                continue;
            }
            PostingsEnum documents = term.postings(null, PostingsEnum.NONE);
            int document;
            while ((document = documents.nextDoc()) != PostingsEnum.NO_MORE_DOCS) {
                if (leaf.getLiveDocs() == null || leaf.getLiveDocs().get(document)) {
                    NumericDocValues sequences = leaf.getNumericDocValues(Documents.SEQUENCE);
                    if (sequences != null && sequences.advanceExact(document)) {
                        return sequences.longValue();
                    }
                }
            }
        }
        return NEVER;
    }

    long bytes() throws IOException {
        long bytes = 0;
        for (String file : directory.listAll()) {
            try {
                bytes += directory.fileLength(file);
            } catch (java.nio.file.NoSuchFileException e) {
                log.trace("merged away meanwhile: {}", file);
            }
        }
        return bytes;
    }

    /** Whether a reader of this directory has a commit. */
    static boolean exists(Path path) {
        try (Directory directory = FSDirectory.open(path)) {
            return DirectoryReader.indexExists(directory);
        } catch (IOException e) {
            return false;
        }
    }

    /** What was not committed is lost, as in a crash. */
    @Override
    public void close() throws IOException {
        snapshots.close();
        searchers.close();
        writer.rollback();
        directory.close();
    }
}
