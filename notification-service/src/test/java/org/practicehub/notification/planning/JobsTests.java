package org.practicehub.notification.planning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.practicehub.criteria.RandomModel;
import org.practicehub.events.Occasion;
import org.practicehub.notification.StoreKit;
import org.practicehub.notification.TestStore;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

class JobsTests {

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

        private Jobs jobs;
        private Slices slices;

        @Override
        protected void use(MongoTemplate mongo) {
            slices = new Slices(mongo);
            jobs = new Jobs(mongo, slices, Clock.systemUTC());
        }

        private static FanOutJob job() {
            String practice = UUID.randomUUID().toString();
            return new FanOutJob(
                    FanOutJob.id(practice, 2),
                    practice,
                    2,
                    Occasion.PUBLISHED,
                    NOW,
                    new RandomModel(3).practice(practice).event(),
                    List.of("one", "two"),
                    List.of(),
                    null,
                    2,
                    0,
                    false,
                    "a",
                    NOW);
        }

        @Test
        void aJobIsStoredOnceAndReadAsWritten() {
            FanOutJob job = job();
            assertThat(jobs.open(List.of(job))).containsExactly(job.id());
            assertThat(jobs.open(List.of(job))).isEmpty();
            assertThat(jobs.byId(job.id())).contains(job);
            assertThat(jobs.told(job.practiceId()))
                    .isEqualTo(new Jobs.Told(2, 0, List.of(new Jobs.Planned(job.id(), 2))));
            assertThat(jobs.told("nobody")).isEqualTo(Jobs.Told.NOTHING);
        }

        @Test
        void theCursorMovesOnceFromEachPlace() {
            FanOutJob job = job();
            jobs.open(List.of(job));
            FanOutJob next = job.advanced();
            assertThat(jobs.advance(job, next)).isTrue();
            assertThat(jobs.advance(job, next)).as("repeated").isTrue();
            assertThat(next.planned()).isFalse();
            FanOutJob last = next.advanced();
            assertThat(last.planned()).isTrue();
            assertThat(jobs.advance(next, last)).isTrue();
            assertThat(jobs.advance(job, next)).as("from long ago").isFalse();
            Jobs.Open open = open(job);
            assertThat(open.plannedAt()).isNotNull();
            jobs.forget(job.id());
            assertThat(jobs.open()).noneMatch(each -> each.id().equals(job.id()));
        }

        @Test
        void theCursorStaysWhereItIsOnceTheJobIsAnothers() {
            FanOutJob job = job();
            jobs.open(List.of(job));
            assertThat(jobs.handOver(open(job), "b")).isTrue();
            assertThat(jobs.advance(job, job.advanced())).isFalse();
            assertThat(jobs.byId(job.id()).orElseThrow().made()).isZero();
        }

        private Jobs.Open open(FanOutJob job) {
            return jobs.open().stream()
                    .filter(each -> each.id().equals(job.id()))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void anOpenJobIsHandedOverOnce() {
            FanOutJob job = job();
            jobs.open(List.of(job));
            Jobs.Open open = open(job);
            assertThat(jobs.handOver(open, "b")).isTrue();
            assertThat(jobs.handOver(open, "c")).isFalse();
            assertThat(jobs.byId(job.id()).orElseThrow().owner()).isEqualTo("b");
        }

        @Test
        void aJobHasFewSlicesOnTheirWayUntilTheyAreEntered() {
            AtomicReference<Instant> now = new AtomicReference<>(NOW);
            InstantSource source = now::get;
            Outstanding outstanding = new Outstanding(slices, source.withZone(ZoneOffset.UTC));
            String job = UUID.randomUUID().toString();
            assertThat(make(outstanding, job, 0)).isEqualTo(Outstanding.LEAST);
            assertThat(outstanding.hasRoom("another")).isTrue();

            slices.entered(Map.of(job, List.of(0)));
            now.updateAndGet(before -> before.plusSeconds(10));
            assertThat(make(outstanding, job, 2)).as("entered slowly").isEqualTo(1);

            slices.entered(Map.of(job, List.of(1, 2)));
            now.updateAndGet(before -> before.plusMillis(200));
            assertThat(make(outstanding, job, 3)).as("entered in 100 ms each").isEqualTo(5);

            slices.entered(Map.of(job, List.of(3, 4, 5, 6, 7)));
            assertThat(make(outstanding, job, 8)).as("at once").isEqualTo(Outstanding.MOST);
        }

        /** As many slices as there is room for. */
        private int make(Outstanding outstanding, String job, int first) {
            int slice = first;
            while (outstanding.hasRoom(job)) {
                slices.keep(job, Map.of(slice, List.of("x")));
                outstanding.made(job, slice++);
            }
            return slice - first;
        }

        @Test
        void jobsThatWereStoredBeforeAreToldFromNewOnes() {
            FanOutJob one = job();
            FanOutJob other = job();
            jobs.open(List.of(one));
            assertThat(jobs.open(List.of(one, other))).containsExactly(other.id());
            assertThat(jobs.recall(Set.of(one.id(), other.id(), "none")))
                    .containsOnly(Map.entry(one.id(), one), Map.entry(other.id(), other));
            jobs.withdrawn(other.practiceId(), 2);
            assertThat(jobs.withdrawn(Set.of(one.practiceId(), other.practiceId(), "none")))
                    .containsOnly(
                            Map.entry(one.practiceId(), 0),
                            Map.entry(other.practiceId(), 2),
                            Map.entry("none", 0));
        }

        @Test
        void oldJobsAreForgottenWithTheirSlices() {
            FanOutJob old = job();
            jobs.open(List.of(old));
            slices.keep(old.id(), Map.of(0, List.of("x")));
            jobs.advance(old, old.advanced());
            jobs.advance(old.advanced(), old.advanced().advanced());
            assertThat(jobs.forgetBefore(NOW)).isZero();
            assertThat(jobs.forgetBefore(NOW.plusSeconds(1))).isPositive();
            assertThat(jobs.byId(old.id())).isEmpty();
            assertThat(slices.people(old.id(), 0)).isEmpty();
            assertThat(jobs.told(old.practiceId())).isEqualTo(new Jobs.Told(2, 0, List.of()));
        }

        @Test
        void aSliceRemembersItsPeople() {
            assertThat(slices.keep("job", Map.of(0, List.of("x", "y")))).isTrue();
            assertThat(slices.keep("job", Map.of(0, List.of("z"), 1, List.of("u")))).isFalse();
            assertThat(slices.people("job", 0)).containsExactly("x", "y");
            assertThat(slices.people("job", 1)).containsExactly("u");
            assertThat(slices.people("job", 2)).isEmpty();
        }

        @Test
        void aJobThatIsOpenedAgainKeepsTheNumberOfItsSlices() {
            FanOutJob job = job();
            jobs.open(List.of(job));
            jobs.open(List.of(job.cut(10 * FanOutJob.SLICE)));
            assertThat(jobs.byId(job.id()).orElseThrow().slices()).isEqualTo(2);
            assertThat(jobs.told(job.practiceId()).jobs())
                    .containsExactly(new Jobs.Planned(job.id(), 2));
        }
    }
}
