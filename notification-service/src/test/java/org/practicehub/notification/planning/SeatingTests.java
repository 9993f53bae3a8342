package org.practicehub.notification.planning;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.practicehub.criteria.RandomModel;
import org.practicehub.events.Occasion;
import org.practicehub.notification.StoreKit;
import org.practicehub.notification.TestStore;
import org.practicehub.notification.ledger.Place;
import org.practicehub.notification.subscription.SubscriberLists;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

class SeatingTests {

    @Nested
    class OnTheEmbeddedStore extends Kit {
        @Override
        protected TestStore open() {
            return TestStore.embedded();
        }
    }

    @Nested
    @Tag("docker")
    class OnMongo extends Kit {
        @Override
        protected TestStore open() {
            return TestStore.real();
        }
    }

    abstract static class Kit extends StoreKit {

        private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

        private MongoTemplate mongo;
        private SubscriberLists lists;
        private Slices slices;
        private Jobs jobs;

        @Override
        protected void use(MongoTemplate store) {
            mongo = store;
            lists = new SubscriberLists(store, null, Clock.systemUTC());
            slices = new Slices(store);
            jobs = new Jobs(store, slices, Clock.systemUTC());
        }

        private static FanOutJob job(List<String> criteria, List<String> earlier, int slices) {
            String practice = UUID.randomUUID().toString();
            return new FanOutJob(
                    FanOutJob.id(practice, 1),
                    practice,
                    1,
                    Occasion.PUBLISHED,
                    NOW,
                    new RandomModel(3).practice(practice).event(),
                    criteria,
                    earlier,
                    null,
                    slices,
                    0,
                    false,
                    "a",
                    NOW);
        }

        /** A list of these people, in full rows. */
        private String list(List<String> people) {
            String criteria = UUID.randomUUID().toString();
            for (int from = 0; from < people.size(); from += SubscriberLists.ROW) {
                mongo.getCollection("list_rows")
                        .insertOne(
                                new Document(
                                                "_id",
                                                SubscriberLists.row(
                                                        criteria, from / SubscriberLists.ROW))
                                        .append(
                                                "subscribers",
                                                people.subList(
                                                        from,
                                                        Math.min(
                                                                people.size(),
                                                                from + SubscriberLists.ROW))));
            }
            mongo.getCollection("lists")
                    .insertOne(new Document("_id", criteria).append("seats", people.size()));
            return criteria;
        }

        private static List<String> people(int from, int to) {
            return IntStream.range(from, to).mapToObj(i -> "person-" + i).toList();
        }

        private static int steps(Seating seating) {
            int steps = 1;
            while (!seating.step()) {
                steps++;
            }
            return steps;
        }

        /** Everybody in the slices as they are sent; those in the store are the same. */
        private List<String> seated(FanOutJob job, Seating seating) {
            List<String> all = new ArrayList<>();
            for (int slice = 0; slice < job.slices(); slice++) {
                List<String> some = seating.people(slice);
                assertThat(slices.people(job.id(), slice)).isEqualTo(some);
                for (String person : some) {
                    assertThat(Place.number(person, job.slices())).isEqualTo(slice);
                }
                all.addAll(some);
            }
            return all;
        }

        @Test
        void whoIsOnSeveralListsIsInOneSlice() {
            FanOutJob job =
                    job(List.of(list(people(0, 60)), "none", list(people(40, 100))), List.of(), 7);
            Seating seating = new Seating(job, lists, slices, jobs);
            assertThat(steps(seating)).isEqualTo(1);
            assertThat(seated(job, seating)).containsExactlyInAnyOrderElementsOf(people(0, 100));
        }

        @Test
        void aLongListIsReadAndStoredInSteps() {
            FanOutJob job = job(List.of(list(people(0, 25_000))), List.of(), 100);
            Seating seating = new Seating(job, lists, slices, jobs);
            assertThat(steps(seating)).isGreaterThan(5);
            assertThat(seated(job, seating)).containsExactlyInAnyOrderElementsOf(people(0, 25_000));
        }

        @Test
        void peopleOfEarlierJobsAreSeatedToo() {
            FanOutJob earlier = job(List.of(list(people(0, 30))), List.of(), 3);
            jobs.open(List.of(earlier));
            steps(new Seating(earlier, lists, slices, jobs));
            FanOutJob job =
                    job(List.of(list(people(20, 40))), List.of(earlier.id(), "forgotten"), 5);
            Seating seating = new Seating(job, lists, slices, jobs);
            steps(seating);
            assertThat(seated(job, seating)).containsExactlyInAnyOrderElementsOf(people(0, 40));
        }

        @Test
        void anAttemptThatWasCutShortIsFinishedAndNobodyIsInTwoSlices() {
            List<String> before = people(0, 6_000);
            String criteria = list(before);
            FanOutJob job = job(List.of(criteria), List.of(), 60);
            assertThat(new Seating(job, lists, slices, jobs).step()).isFalse();

            mongo.getCollection("list_rows")
                    .updateOne(
                            new Document("_id", SubscriberLists.row(criteria, 0)),
                            new Document("$push", new Document("subscribers", "late")));
            Seating again = new Seating(job, lists, slices, jobs);
            steps(again);
            List<String> all = seated(job, again);
            Set<String> expected = new HashSet<>(before);
            expected.add("late");
            assertThat(all).doesNotHaveDuplicates().containsAll(before);
            assertThat(expected).containsAll(all);
        }
    }
}
