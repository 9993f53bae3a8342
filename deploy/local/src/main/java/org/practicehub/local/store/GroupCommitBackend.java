package org.practicehub.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

import io.netty.channel.Channel;

import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.practicehub.local.Durability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * The H2 backend with a commit that many writers share.
 *
 * <p>By itself it commits about once a second, and a commit may fall between a document and its
 * index entry. Here writers share a read lock, one committer takes the write lock, so that a commit
 * falls between whole commands, and whoever waits is told after it.
 */
final class GroupCommitBackend extends H2Backend {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitBackend.class);

    /** Commands that change nothing; whatever is not named here is taken for a write. */
    private static final Set<String> READS =
            Set.of(
                    "find",
                    "getmore",
                    "count",
                    "distinct",
                    "killcursors",
                    "hello",
                    "ismaster",
                    "ping",
                    "buildinfo",
                    "listcollections",
                    "listindexes",
                    "listdatabases",
                    "dbstats",
                    "collstats",
                    "serverstatus",
                    "connectionstatus",
                    "hostinfo",
                    "endsessions",
                    "getlasterror",
                    "whatsmyuri",
                    "explain",
                    "validate");

    private static final Set<String> WRITING_STAGES = Set.of("$out", "$merge");

    /** A tidied file is kept this full; below it, live data is moved together. */
    private static final int FILL_PERCENT = 60;

    /** A commit writes whole pages: small ones take fewer documents with each that was changed. */
    private static final int PAGE_BYTES = 4 * 1024;

    private static final int TIDY_BYTES = 4 * 1024 * 1024;
    private static final long TIDY_EVERY_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Told when all that was written before it asked is safe; the failure is null on success. */
    interface Waiter extends Consumer<@Nullable RuntimeException> {}

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong begun = new AtomicLong();
    private final LinkedBlockingQueue<Waiter> waiting = new LinkedBlockingQueue<>();
    private final Durability durability;
    private final Thread committer;
    private volatile long committed;
    private volatile boolean closing;
    private volatile @Nullable RuntimeException broken;

    private GroupCommitBackend(MVStore store, Durability durability) {
        super(store);
        this.durability = durability;
        this.committer = Thread.ofPlatform().name("store-commit").daemon().unstarted(this::commits);
    }

    static GroupCommitBackend open(Path file, int cacheMegabytes, Durability durability) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var store =
                new MVStore.Builder()
                        .fileName(file.toString())
                        .autoCommitDisabled()
                        .cacheSize(cacheMegabytes)
                        .pageSplitSize(PAGE_BYTES)
                        .open();
        store.setVersionsToKeep(0);
        // How long a dead chunk is kept from being overwritten, in case the disk reorders writes.
        store.setRetentionTime(2_000);
        var backend = new GroupCommitBackend(store, durability);
        backend.committer.start();
        return backend;
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new BsonDatabase(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        var command = message.getDocument();
        if (onlyReads(command.keySet().iterator().next(), command)) {
            return super.handleMessage(message);
        }
        lock.readLock().lock();
        try {
            begun.incrementAndGet();
            return super.handleMessage(message);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public Document handleCommand(
            Channel channel, String database, String command, Document query) {
        if (onlyReads(command, query)) {
            return super.handleCommand(channel, database, command, query);
        }
        lock.readLock().lock();
        try {
            begun.incrementAndGet();
            return super.handleCommand(channel, database, command, query);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    protected Document handleGetMore(String database, String name, Document command) {
        if (!(command.get(name) instanceof Number id)
                || !(getCursorRegistry().getCursor(id.longValue()) instanceof KeptCursor cursor)) {
            return super.handleGetMore(database, name, command);
        }
        int most =
                command.get("batchSize") instanceof Number asked && asked.intValue() > 0
                        ? asked.intValue()
                        : Integer.MAX_VALUE;
        var batch = cursor.take(most);
        if (cursor.isEmpty()) {
            getCursorRegistry().remove(cursor);
        }
        return KeptReply.of(
                database + "." + command.get("collection"),
                "nextBatch",
                batch,
                cursor.isEmpty() ? 0 : cursor.getId());
    }

    private static boolean onlyReads(String name, Document command) {
        if (name.equals("aggregate")) {
            return !(command.get("pipeline") instanceof Collection<?> stages)
                    || stages.stream().noneMatch(GroupCommitBackend::writes);
        }
        return READS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean writes(@Nullable Object stage) {
        return stage instanceof Document document
                && document.keySet().stream().anyMatch(WRITING_STAGES::contains);
    }

    /**
     * Tells the waiter at once when nothing is uncommitted, otherwise after the next commit. Reads
     * wait too: they may have seen what a crash would still take back.
     */
    void onceCommitted(Waiter waiter) {
        if (committed >= begun.get()) {
            waiter.accept(null);
        } else {
            waiting.add(waiter);
        }
    }

    private void commits() {
        var told = new ArrayList<Waiter>();
        long tidied = System.nanoTime();
        while (true) {
            try {
                var first = waiting.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    told.add(first);
                    commit(told);
                } else if (closing) {
                    return;
                }
                if (System.nanoTime() - tidied > TIDY_EVERY_NANOS) {
                    tidy();
                    tidied = System.nanoTime();
                }
            } catch (InterruptedException e) {
                if (closing) {
                    return;
                }
            }
        }
    }

    private void commit(List<Waiter> told) {
        lock.writeLock().lock();
        try {
            waiting.drainTo(told);
            long upTo = begun.get();
            if (broken == null) {
                getMvStore().commit();
                if (durability == Durability.DISK) {
                    getMvStore().getFileStore().sync();
                }
                committed = upTo;
            }
        } catch (RuntimeException e) {
            log.error("The store cannot write; nothing more is acknowledged", e);
            broken = e;
        } finally {
            lock.writeLock().unlock();
        }
        told.forEach(waiter -> waiter.accept(broken));
        told.clear();
    }

    /** Moves live data together, so that the file does not grow with every commit for ever. */
    private void tidy() {
        lock.writeLock().lock();
        try {
            if (broken == null) {
                getMvStore().compact(FILL_PERCENT, TIDY_BYTES);
            }
        } catch (RuntimeException e) {
            log.warn("Could not tidy the store", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        closing = true;
        committer.interrupt();
        try {
            committer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        super.close();
    }
}
