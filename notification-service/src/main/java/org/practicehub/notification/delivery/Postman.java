package org.practicehub.notification.delivery;

import org.practicehub.notification.instance.Instances;
import org.practicehub.notification.ledger.Lanes;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.ledger.State;
import org.practicehub.notification.mail.Mail;
import org.practicehub.notification.mail.MailProperties;
import org.practicehub.notification.mail.MailServer;
import org.practicehub.notification.mail.MailSession;
import org.practicehub.notification.mail.SendResult;
import org.practicehub.notification.mail.Suppressions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The workers that send mails, each over a session of its own. */
@Component
class Postman extends Workers {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    private final Lanes lanes;
    private final Outcomes outcomes;
    private final Writer writer;
    private final Suppressions suppressions;
    private final Outage outage;
    private final Domains domains;
    private final MailServer server;
    private final DeliveryProperties properties;
    private final Clock clock;

    Postman(
            Outbound outbound,
            Outcomes outcomes,
            Writer writer,
            Suppressions suppressions,
            Instances instances,
            Outage outage,
            Domains domains,
            MailServer server,
            MailProperties mail,
            DeliveryProperties properties,
            Clock clock) {
        super(
                outbound.mail(),
                instances,
                Thread.ofPlatform().daemon().name("postman-", 0),
                mail.connections(),
                mail.timeout());
        lanes = outbound.mail();
        this.outcomes = outcomes;
        this.writer = writer;
        this.suppressions = suppressions;
        this.outage = outage;
        this.domains = domains;
        this.server = server;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    Hands hands() {
        MailSession session = server.session();
        return new Hands() {
            @Override
            public void deliver(List<Notification> taken) throws InterruptedException {
                Postman.this.deliver(taken, session);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    @Override
    Duration pause() {
        return outage.pause();
    }

    private void deliver(List<Notification> taken, MailSession session)
            throws InterruptedException {
        Map<Notification, Letter> letters;
        try {
            letters = writer.write(taken);
        } catch (RuntimeException e) {
            LOG.warn("{} messages could not be written, again in a while", taken.size(), e);
            Instant later = clock.instant().plus(PATIENCE.multipliedBy(5));
            taken.forEach(notification -> lanes.again(notification.notBefore(later)));
            return;
        }
        List<Ledger.Outcome> ended = new ArrayList<>();
        for (Notification notification : taken) {
            switch (letters.get(notification)) {
                case null -> throw new IllegalStateException("a notification without a letter");
                case Letter.Unwanted(String why, _) ->
                        ended.add(outcomes.of(notification, State.CANCELLED, why));
                case Letter.Written(var message, _, _) ->
                        send(notification, message, session, ended);
            }
        }
        outcomes.settle(ended, letters, lanes, stopping());
    }

    private void send(
            Notification notification,
            Mail message,
            MailSession session,
            List<Ledger.Outcome> ended) {
        if (outage.pause().isPositive()) {
            // What is left when the server went away keeps its place for later.
            note(notification, new SendResult.Unreachable("the mail server is away"), ended);
            return;
        }
        switch (domains.ask(notification, message.to())) {
            case Domains.Admission.Later(Instant at) -> lanes.again(notification.notBefore(at));
            case Domains.Admission.Admitted admitted -> {
                try (admitted) {
                    note(notification, session.send(message), ended);
                }
            }
        }
    }

    private void note(Notification notification, SendResult result, List<Ledger.Outcome> ended) {
        switch (result) {
            case SendResult.Delivered(String reply) -> {
                if (outage.over()) {
                    LOG.info("The mail server is back");
                }
                ended.add(outcomes.of(notification, State.SENT, reply));
            }
            case SendResult.Refused(String why) -> {
                LOG.info("{} was refused: {}", notification.messageKey(), why);
                remember(notification, why);
                ended.add(outcomes.of(notification, State.REFUSED, why));
            }
            case SendResult.RetryLater(String why) ->
                    ended.add(
                            outcomes.later(notification, properties.retries(), Duration.ZERO, why));
            case SendResult.Unreachable(String why) -> {
                if (outage.seen()) {
                    LOG.warn("The mail server is away: {}", why);
                }
                lanes.again(notification.notBefore(clock.instant().plus(outage.pause())));
            }
        }
    }

    /** What is known of the address is worth less than the outcome of the message. */
    private void remember(Notification notification, String reply) {
        try {
            suppressions.refused(writer.reader(notification), reply);
        } catch (RuntimeException e) {
            LOG.warn("An address could not be suppressed: {}", e.toString());
        }
    }
}
