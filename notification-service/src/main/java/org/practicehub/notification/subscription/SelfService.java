package org.practicehub.notification.subscription;

import org.practicehub.notification.instance.Ids;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Owing;
import org.practicehub.notification.token.Grant;
import org.practicehub.notification.token.Purpose;
import org.practicehub.notification.token.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What the owner of an address sees and changes without an account: a link by mail, good for one
 * opening within {@link #LINK}, gives a session of {@link #SESSION}.
 */
@Component
public class SelfService implements AutoCloseable {

    /** How long a link may be opened. */
    public static final Duration LINK = Duration.ofHours(1);

    /** How long it acts once opened. */
    static final Duration SESSION = Duration.ofMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(SelfService.class);
    private static final int MOST_WAITING = 1000;

    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final Owing owing;
    private final Tokens tokens;
    private final SubscriptionLimits limits;
    private final Ids ids;
    private final Clock clock;
    private final ThreadPoolExecutor asides =
            new ThreadPoolExecutor(
                    1,
                    1,
                    1,
                    TimeUnit.MINUTES,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    Thread.ofVirtual().name("manage-links").factory(),
                    new ThreadPoolExecutor.DiscardPolicy());

    SelfService(
            Subscribers subscribers,
            Subscriptions subscriptions,
            Owing owing,
            Tokens tokens,
            SubscriptionLimits limits,
            Ids ids,
            Clock clock) {
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.owing = owing;
        this.tokens = tokens;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param token acts for the person until then
     */
    record Session(String token, Instant expiresAt, Subscriber person) {}

    /**
     * Mails a link if there is anything to manage. Done aside, so that neither the answer nor its
     * time tells whether the address is known.
     */
    void mailLink(Address address, String language) {
        asides.execute(
                () -> {
                    try {
                        link(subscriptions.person(address), language);
                    } catch (RuntimeException e) {
                        LOG.warn("A link could not be mailed: {}", e.toString());
                    }
                });
    }

    private void link(String person, String language) {
        String link = ids.next();
        Instant now = now();
        if (subscribers
                .decide(person, known -> known.flatMap(each -> each.linked(link, limits, now)))
                .isPresent()) {
            owing.owe("manage:" + link, person, new Matter.OfManageLink(link, language));
        }
    }

    /** Uses the link up; empty when it is not one, too old, or used. */
    Optional<Session> open(String token) {
        Optional<Grant> grant = tokens.read(token).filter(g -> g.purpose() == Purpose.MANAGE);
        if (grant.isEmpty()) {
            return Optional.empty();
        }
        String link = grant.get().object();
        return subscribers
                .decide(grant.get().subscriber(), known -> known.flatMap(each -> each.opened(link)))
                .map(this::session);
    }

    private Session session(Subscriber person) {
        Instant end = now().plus(SESSION);
        String token = tokens.sign(new Grant(Purpose.SESSION, person.id(), "", end));
        return new Session(token, end, person);
    }

    /** Whom a session acts for; empty when it is over, or nothing is left of the person. */
    public Optional<Subscriber> person(String session) {
        return tokens.read(session)
                .filter(grant -> grant.purpose() == Purpose.SESSION)
                .flatMap(grant -> subscribers.byId(grant.subscriber()));
    }

    /** Empty when the person has no such subscription. */
    Optional<Subscription> retime(
            Subscriber person, String subscription, Timing timing, String language) {
        return subscribers
                .change(person.id(), each -> each.retime(subscription, timing, language))
                .map(each -> each.subscription(subscription));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        asides.shutdown();
    }
}
