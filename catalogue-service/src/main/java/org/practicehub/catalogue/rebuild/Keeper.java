package org.practicehub.catalogue.rebuild;

import com.mongodb.MongoException;

import org.apache.kafka.common.KafkaException;
import org.practicehub.catalogue.rebuild.Task.Status;
import org.practicehub.catalogue.rebuild.Tasks.NotOurs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does the tasks that nobody does: those just begun, and those whose instance is gone. */
@Component
class Keeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Keeper.class);

    private final Tasks tasks;
    private final List<Projection> projections;
    private final ReadModelRebuild rebuild;
    private final Comparison comparison;
    private final Reconciliation reconciliation;
    private final Map<String, Task> working = new ConcurrentHashMap<>();
    private volatile CountDownLatch stop = new CountDownLatch(0);

    Keeper(
            Tasks tasks,
            List<Projection> projections,
            ReadModelRebuild rebuild,
            Comparison comparison,
            Reconciliation reconciliation) {
        this.tasks = tasks;
        this.projections = projections;
        this.rebuild = rebuild;
        this.comparison = comparison;
        this.reconciliation = reconciliation;
    }

    private void keep(CountDownLatch stop) {
        try {
            while (!stop.await(1, TimeUnit.SECONDS)) {
                try {
                    working.values().forEach(tasks::beat);
                    for (Task task :
                            tasks.claim(projections.stream().map(Projection::scope).toList())) {
                        working.put(task.id(), task);
                        Thread.ofVirtual().name(task.id()).start(() -> work(task));
                    }
                } catch (MongoException | DataAccessException e) {
                    log.debug("the tasks are looked at later: {}", e.toString());
                } catch (IllegalStateException e) {
                    log.debug("not now", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails because something is away is left for the next claim, in ten seconds. */
    private void work(Task task) {
        log.info("{}: {} of {}", task.id(), task.progress().done(), task.progress().expected());
        try {
            tasks.end(done(task), Status.DONE, null);
            log.info("{} is done", task.id());
        } catch (NotOurs e) {
            log.info("{} is not ours any more", task.id());
        } catch (MongoException | DataAccessException | KafkaException e) {
            log.warn("{} goes on later: {}", task.id(), e.toString());
        } catch (RuntimeException e) {
            log.error("{} failed", task.id(), e);
            fail(task);
        } finally {
            working.remove(task.id(), task);
        }
    }

    private Task done(Task task) {
        Projection projection =
                projections.stream()
                        .filter(each -> each.scope().equals(task.scope()))
                        .findFirst()
                        .orElseThrow(NotOurs::new);
        return switch (task.kind()) {
            case REBUILD -> rebuild.run(task);
            case COMPARISON ->
                    comparison.run(
                            task,
                            projection.rows(projection.generations().live()),
                            projection.rows(task.generation()));
            case RECONCILIATION -> reconciliation.run(task, projection.rows(task.generation()));
        };
    }

    private void fail(Task task) {
        try {
            tasks.end(
                    task,
                    Status.FAILED,
                    "it failed for a reason that the log of this instance has");
        } catch (RuntimeException e) {
            log.warn("{} cannot be ended: {}", task.id(), e.toString());
        }
    }

    @Override
    public void start() {
        if (!isRunning()) {
            CountDownLatch until = new CountDownLatch(1);
            stop = until;
            Thread.ofVirtual().name("catalogue-tasks").start(() -> keep(until));
        }
    }

    @Override
    public void stop() {
        stop.countDown();
    }

    @Override
    public boolean isRunning() {
        return stop.getCount() > 0;
    }

    /** After the index, whose rows it reads. */
    @Override
    public int getPhase() {
        return 1;
    }
}
