package org.practicehub.notification.ledger;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * What this instance has to send, in memory, by channel. The ledger is what counts; this is rebuilt
 * from it.
 */
@Component
public class Outbound {

    private static final int WORKERS_PER_ENDPOINT = 4;

    private final Lanes mail;
    private final Lanes hooks;

    public Outbound(Clock clock) {
        mail = new Lanes(clock, Integer.MAX_VALUE);
        hooks = new Lanes(clock, WORKERS_PER_ENDPOINT);
    }

    /** What leaves by e-mail. */
    public Lanes mail() {
        return mail;
    }

    /** What is posted to endpoints, each of which has a lane of its own. */
    public Lanes hooks() {
        return hooks;
    }

    /** Takes what is new, and not in here already, waiting or in work. */
    public void offer(Collection<Notification> notifications) {
        lookUp(() -> notifications);
    }

    /**
     * Takes what the ledger says is owed; what is sent and settled while the ledger is being asked
     * is not taken again.
     */
    public void lookUp(Supplier<Collection<Notification>> ledger) {
        Lanes.Note settledMails = mail.note();
        Lanes.Note settledHooks = hooks.note();
        List<Notification> mails = new ArrayList<>();
        List<Notification> posts = new ArrayList<>();
        try {
            ledger.get().forEach(each -> (each.toEndpoint() ? posts : mails).add(each));
        } finally {
            mail.offer(mails, settledMails);
            hooks.offer(posts, settledHooks);
        }
    }

    /** Waiting, postponed and in work together. */
    public int size() {
        return mail.size() + hooks.size();
    }
}
