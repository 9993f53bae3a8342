package org.practicehub.catalogue.practice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.EntryListener;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.CatalogueEntry.Withdrawn;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The practices that are read now, kept current by this instance's own reading of the log: a reader
 * sees a change when the index does, even when the read model lags, and goes on reading what is
 * kept while the read model is away.
 */
@Component
public class KnownPractices implements EntryListener {

    private static final long MOST_BYTES = 24L * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** A change this young is likely to be read soon. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final PracticeStore store;
    private final Clock clock;
    private final Cache<String, CatalogueEntry> known =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .<String, CatalogueEntry>weigher((id, entry) -> 512 + 3 * entry.json().length)
                    .expireAfterWrite(LONGEST)
                    .build();

    KnownPractices(PracticeStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @throws com.mongodb.MongoException when the practice is not kept and the read model does not
     *     answer
     */
    public Optional<CatalogueEntry> find(String id) {
        CatalogueEntry entry = known.getIfPresent(id);
        if (entry == null) {
            entry = store.find(id).orElse(null);
            if (entry != null) {
                entry = newest(entry);
            }
        }
        return Optional.ofNullable(entry);
    }

    /**
     * Published or withdrawn.
     *
     * @throws Refusal when there never was one
     * @throws com.mongodb.MongoException as {@link #find} does
     */
    CatalogueEntry entry(String id) {
        return find(id).orElseThrow(() -> new Refusal(Name.NOT_FOUND, "no practice has this id"));
    }

    /**
     * @throws Refusal when there is none, or none any more
     * @throws com.mongodb.MongoException as {@link #find} does
     */
    public Published published(String id) {
        return switch (entry(id)) {
            case Published published -> published;
            case Withdrawn(var event, var _) ->
                    throw new Refusal(
                            Name.GONE,
                            event.mergedInto() == null
                                    ? event.reason()
                                    : "it was merged into " + event.mergedInto());
        };
    }

    @Override
    public void changed(CatalogueEntry entry) {
        boolean fresh = entry.changed() > clock.millis() - FRESH.toMillis();
        known.asMap()
                .compute(
                        entry.id(),
                        (id, kept) -> kept == null ? (fresh ? entry : null) : newer(kept, entry));
    }

    @Override
    public void forgotten(String id) {
        known.invalidate(id);
    }

    private CatalogueEntry newest(CatalogueEntry read) {
        return known.asMap().merge(read.id(), read, KnownPractices::newer);
    }

    private static CatalogueEntry newer(CatalogueEntry one, @Nullable CatalogueEntry other) {
        return other == null || one.sequence() >= other.sequence() ? one : other;
    }
}
