package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who subscribes by mail and confirms. */
final class Reader implements Subscriber {

    private static final Pattern TOKEN =
            Pattern.compile("/subscriptions/confirm\\?token=([A-Za-z0-9._~%-]+)");
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    private final Hub hub;
    private final Ledger ledger;
    private final Clock clock;
    private final MailLog mails;
    private final String address;
    private final Set<String> used = new HashSet<>();

    private @Nullable String token;
    private @Nullable Instant asked;
    private boolean subscribed;

    Reader(Hub hub, Ledger ledger, Clock clock, MailLog mails, String address) {
        this.hub = hub;
        this.ledger = ledger;
        this.clock = clock;
        this.mails = mails;
        this.address = address;
    }

    @Override
    public @Nullable String want(Interest interest) throws IOException, InterruptedException {
        if (!subscribed) {
            Hub.Answer answer =
                    hub.post("", "/api/v1/subscriptions", Map.of(), subscription(interest));
            if (answer.status() != 202) {
                return "subscription answered " + answer.status() + " " + answer.problem();
            }
            subscribed = true;
        }
        String confirmation = token == null ? awaitToken() : token;
        if (confirmation == null) {
            return "no mail asks " + address + " to confirm";
        }
        token = confirmation;
        boolean again = asked != null;
        Instant began = asked == null ? clock.instant() : asked;
        asked = began;
        Hub.Answer answer =
                hub.post(
                        "",
                        "/api/v1/subscriptions/confirmation",
                        Map.of(),
                        Hub.JSON.createObjectNode().put("token", confirmation));
        // A token that was used up by the request nobody answered may be refused the second time.
        if (answer.status() >= 300 && !again) {
            used.add(confirmation);
            token = null;
            asked = null;
            return "confirmation answered " + answer.status() + " " + answer.problem();
        }
        used.add(confirmation);
        ledger.enter(new Fact.Confirmed(address, interest, new Span(began, clock.instant())));
        token = null;
        asked = null;
        subscribed = false;
        return null;
    }

    private @Nullable String awaitToken() throws IOException, InterruptedException {
        Instant end = clock.instant().plus(LONGEST_WAIT);
        while (clock.instant().isBefore(end)) {
            String found = newestToken();
            if (found != null) {
                return found;
            }
            Thread.sleep(PAUSE);
        }
        subscribed = false;
        return null;
    }

    private @Nullable String newestToken() throws IOException {
        String newest = null;
        for (MailLog.Mail mail : mails.mails()) {
            if (!mail.to().contains(address)) {
                continue;
            }
            Matcher link = TOKEN.matcher(mail.text());
            while (link.find()) {
                if (!used.contains(link.group(1))) {
                    newest = link.group(1);
                }
            }
        }
        return newest;
    }

    private ObjectNode subscription(Interest interest) {
        ObjectNode wish = Hub.JSON.createObjectNode();
        wish.set("criteria", interest.criteria());
        wish.putObject("channel").put("type", "email").put("address", address);
        return wish.put("cadence", "immediate").put("language", "en");
    }
}
