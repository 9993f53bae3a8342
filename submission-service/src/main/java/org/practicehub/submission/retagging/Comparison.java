package org.practicehub.submission.retagging;

import org.practicehub.events.Tag;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a newer tagger would change, as far as practices have been looked at.
 *
 * @param of how many there were to look at when it began: published or not
 * @param looked how many of these have been looked at
 * @param due published practices with tags of an older tagger
 * @param upToDate published practices that have the newer tags already
 * @param changed of those due, how many would gain or lose a tag, or have one that is surer or less
 *     sure by a hundredth or more
 * @param from how many are due by the generation that tagged them; 0 where it is not known, or
 *     where the machine's tags were not waited for
 * @param schemes how often tags would be gained, lost and changed
 * @param samples the practices of the first five tags gained, lost and changed in each scheme
 * @param refused how many the tagging service does not take; they stay as they are
 * @param refusals the first of these
 */
record Comparison(
        int of,
        int looked,
        int due,
        int upToDate,
        int changed,
        SortedMap<Integer, Integer> from,
        SortedMap<String, Counts> schemes,
        List<Sample> samples,
        int refused,
        List<Refusal> refusals) {

    private static final int SAMPLES = 5;
    private static final int REFUSALS = 20;

    Comparison {
        from = new TreeMap<>(from);
        schemes = new TreeMap<>(schemes);
        samples = List.copyOf(samples);
        refusals = List.copyOf(refusals);
    }

    /** How often, in one scheme. */
    record Counts(int gained, int lost, int changed) {

        static final Counts NONE = new Counts(0, 0, 0);
    }

    /** What would change of one practice. */
    record Sample(
            String practice,
            String title,
            List<String> gained,
            List<String> lost,
            List<Reweighed> changed) {}

    /** A tag and its confidence before and after. */
    record Reweighed(String tag, double from, double to) {}

    /** A practice that the tagging service does not take. */
    record Refusal(String practice, String reason) {}

    static Comparison of(int practices) {
        return new Comparison(
                practices, 0, 0, 0, 0, new TreeMap<>(), new TreeMap<>(), List.of(), 0, List.of());
    }

    Comparison looked(int more) {
        return new Comparison(
                of,
                looked + more,
                due,
                upToDate,
                changed,
                from,
                schemes,
                samples,
                refused,
                refusals);
    }

    Comparison upToDate(int more) {
        return new Comparison(
                of,
                looked,
                due,
                upToDate + more,
                changed,
                from,
                schemes,
                samples,
                refused,
                refusals);
    }

    Comparison refused(String practice, String reason) {
        List<Refusal> first = new ArrayList<>(refusals);
        if (first.size() < REFUSALS) {
            first.add(new Refusal(practice, reason));
        }
        return new Comparison(
                of, looked, due, upToDate, changed, from, schemes, samples, refused + 1, first);
    }

    /**
     * @param generation that tagged it before
     */
    Comparison compared(String practice, String title, int generation, TagChanges changes) {
        SortedMap<Integer, Integer> byGeneration = new TreeMap<>(from);
        byGeneration.merge(generation, 1, Integer::sum);
        SortedMap<String, Counts> byScheme = new TreeMap<>(schemes);
        boolean telling = count(changes, byScheme);
        List<Sample> more = new ArrayList<>(samples);
        if (telling) {
            more.add(sample(practice, title, changes));
        }
        return new Comparison(
                of,
                looked,
                due + 1,
                upToDate,
                changed + (changes.isEmpty() ? 0 : 1),
                byGeneration,
                byScheme,
                more,
                refused,
                refusals);
    }

    /**
     * @return whether anything in it has not been seen often enough yet
     */
    private static boolean count(TagChanges changes, SortedMap<String, Counts> schemes) {
        boolean telling = false;
        for (Tag tag : changes.gained()) {
            Counts now = schemes.merge(tag.scheme(), new Counts(1, 0, 0), Comparison::sum);
            telling |= now.gained() <= SAMPLES;
        }
        for (Tag tag : changes.lost()) {
            Counts now = schemes.merge(tag.scheme(), new Counts(0, 1, 0), Comparison::sum);
            telling |= now.lost() <= SAMPLES;
        }
        for (TagChanges.Reweighed change : changes.changed()) {
            Counts now = schemes.merge(change.tag().scheme(), new Counts(0, 0, 1), Comparison::sum);
            telling |= now.changed() <= SAMPLES;
        }
        return telling;
    }

    private static Counts sum(Counts one, Counts other) {
        return new Counts(
                one.gained() + other.gained(),
                one.lost() + other.lost(),
                one.changed() + other.changed());
    }

    private static Sample sample(String practice, String title, TagChanges changes) {
        return new Sample(
                practice,
                title,
                names(changes.gained().stream()),
                names(changes.lost().stream()),
                changes.changed().stream()
                        .map(
                                change ->
                                        new Reweighed(
                                                TagChanges.name(change.tag()),
                                                change.from(),
                                                change.tag().confidence()))
                        .toList());
    }

    private static List<String> names(Stream<Tag> tags) {
        return tags.map(TagChanges::name).toList();
    }
}
