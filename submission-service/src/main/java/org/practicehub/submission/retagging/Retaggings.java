package org.practicehub.submission.retagging;

import org.practicehub.submission.practice.BackgroundWalks;
import org.practicehub.submission.practice.IdGenerator;
import org.practicehub.submission.practice.OwnWork;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.web.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Gatherers;

/**
 * Walks through all practices, a page at a time, and notes with each page how far it came and what
 * it found: a page that a crash cuts short is looked at again, and changes nothing a second time.
 * One turn walks at a time.
 */
@Component
class Retaggings extends BackgroundWalks {

    private static final Logger LOG = LoggerFactory.getLogger(Retaggings.class);
    private static final int AT_ONCE = 100;

    private final RetaggingStore store;
    private final TaggedPractices practices;
    private final Tagger tagger;
    private final TaggerProperties properties;
    private final OwnWork all;
    private final IdGenerator ids;
    private final Clock clock;

    Retaggings(
            RetaggingStore store,
            TaggedPractices practices,
            Tagger tagger,
            TaggerProperties properties,
            OwnWork all,
            IdGenerator ids,
            Clock clock) {
        this.store = store;
        this.practices = practices;
        this.tagger = tagger;
        this.properties = properties;
        this.all = all;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins to compare.
     *
     * @throws ProblemException 409 when another one walks, 503 when there is no tagger to ask
     */
    synchronized Retagging begin(Person administrator) {
        requireNoneWalksBut("");
        int generation;
        try {
            generation = tagger.generation();
        } catch (TaggerAway e) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "unavailable", String.valueOf(e.getMessage()));
        }
        Retagging begun =
                Retagging.begun(
                        ids.next().value(),
                        generation,
                        administrator,
                        all.count(),
                        clock.instant());
        store.insert(begun);
        walk(begun);
        return begun;
    }

    /**
     * @throws ProblemException 404 when there is none of this id, 409 when another one walks, or
     *     this one is not compared to the end
     */
    synchronized Retagging apply(String id, Person administrator) {
        requireNoneWalksBut(id);
        Retagging applying =
                store.change(
                                id,
                                retagging ->
                                        retagging.apply(
                                                administrator, all.count(), clock.instant()))
                        .orElseThrow(ProblemException::notFound);
        walk(applying);
        return applying;
    }

    /**
     * It may finish the page it is at.
     *
     * @throws ProblemException 404 when there is none of this id, 409 when it does not walk
     */
    Retagging stop(String id) {
        return store.change(id, Retagging::stop).orElseThrow(ProblemException::notFound);
    }

    /**
     * @throws ProblemException 404 when there is none of this id, 409 when another one walks, or
     *     this one was not stopped
     */
    synchronized Retagging resume(String id) {
        requireNoneWalksBut(id);
        Retagging resumed =
                store.change(id, Retagging::resume).orElseThrow(ProblemException::notFound);
        walk(resumed);
        return resumed;
    }

    private void requireNoneWalksBut(String id) {
        Optional<Retagging> other =
                store.walking().stream().filter(one -> !one.id().equals(id)).findFirst();
        if (other.isPresent()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "retagging-under-way",
                    "Another one is under way: " + other.get().id() + ".");
        }
    }

    @Override
    protected void goOn() {
        store.walking().forEach(this::walk);
    }

    private void walk(Retagging begun) {
        walk("retagging-" + begun.id(), () -> step(begun.id(), begun.attempt()));
    }

    /**
     * @return whether there is more to do in this attempt
     */
    private boolean step(String id, int attempt) {
        Optional<Retagging> found =
                store.find(id).filter(it -> it.attempt() == attempt && it.status().isWalking());
        if (found.isEmpty()) {
            return false;
        }
        Retagging retagging = found.get();
        try {
            Retagging further = page(retagging);
            return store.save(further) ? further.status().isWalking() : true;
        } catch (TaggerAway e) {
            store.save(retagging.waitingFor(String.valueOf(e.getMessage())));
            throw e;
        } catch (OtherGeneration e) {
            LOG.warn("Retagging {} ends: {}", id, e.getMessage());
            store.save(retagging.outdated(e.generation(), clock.instant()));
            return true;
        }
    }

    private Retagging page(Retagging retagging) {
        List<PracticeId> next =
                all.after(Optional.ofNullable(retagging.cursor()).map(PracticeId::new), AT_ONCE);
        if (next.isEmpty()) {
            LOG.info("Retagging {} came to its end.", retagging.id());
            return retagging.ended(clock.instant());
        }
        String cursor = next.getLast().value();
        Application application = retagging.application();
        return retagging.status() == Retagging.Status.APPLYING && application != null
                ? retagging.applied(cursor, applied(next, retagging.generation(), application))
                : retagging.compared(cursor, compared(next, retagging));
    }

    private Comparison compared(List<PracticeId> next, Retagging retagging) {
        Comparison comparison = retagging.comparison().looked(next.size());
        for (TaggedPractices.Look look :
                each(next, practice -> practices.compare(practice, retagging.generation()))) {
            comparison =
                    switch (look) {
                        case TaggedPractices.Look.UpToDate _ -> comparison.upToDate(1);
                        case TaggedPractices.Look.Refused refused ->
                                comparison.refused(refused.practice(), refused.reason());
                        case TaggedPractices.Look.Due due ->
                                comparison.compared(
                                        due.practice(),
                                        due.title(),
                                        due.generation(),
                                        due.changes());
                    };
        }
        return comparison;
    }

    private Application applied(List<PracticeId> next, int generation, Application application) {
        Application further = application.looked(next.size());
        for (TaggedPractices.Change change :
                each(next, practice -> practices.retag(practice, generation, application))) {
            further = further.and(change);
        }
        return further;
    }

    /** The tagger is asked about some of a page at the same time. */
    private <T> List<T> each(List<PracticeId> page, Function<Submission, T> look) {
        return practices.published(page).stream()
                .gather(Gatherers.mapConcurrent(properties.atOnce(), look))
                .toList();
    }
}
