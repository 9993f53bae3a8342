package org.practicehub.submission.start;

import org.practicehub.submission.practice.ReadAtStart;
import org.practicehub.submission.practice.SubmissionListener;
import org.practicehub.submission.practice.Submissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads what is open into the queue and the relay. Runs after the doors are open and before the
 * service reports ready; what is written meanwhile is heard of first-hand, and the newer version
 * wins.
 */
@Component
class LoadOpenWork implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(LoadOpenWork.class);
    private static final long RETRY_SECONDS = 2;

    private final Submissions submissions;
    private final List<SubmissionListener> listeners;
    private final List<ReadAtStart> others;

    LoadOpenWork(
            Submissions submissions, List<SubmissionListener> listeners, List<ReadAtStart> others) {
        this.submissions = submissions;
        this.listeners = listeners;
        this.others = others;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        listeners.forEach(submissions::listen);
        while (true) {
            try {
                load();
                return;
            } catch (RuntimeException e) {
                LOG.warn("The store is away, not ready yet: {}", e.toString());
                TimeUnit.SECONDS.sleep(RETRY_SECONDS);
            }
        }
    }

    private void load() {
        submissions.prepare();
        AtomicInteger all = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        submissions.readAll(
                stored -> {
                    listeners.forEach(listener -> listener.stored(stored));
                    all.incrementAndGet();
                },
                submission -> {
                    listeners.forEach(listener -> listener.written(submission));
                    open.incrementAndGet();
                });
        // Walks through all practices begin here: they need the ids.
        others.forEach(ReadAtStart::read);
        LOG.info("{} submissions, {} of them open.", all.get(), open.get());
    }
}
