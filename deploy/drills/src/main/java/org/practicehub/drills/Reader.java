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

/**
 * Somebody who subscribes by mail, confirms, and leaves in one click or through the link to what
 * they have. One wish at a time.
 */
final class Reader implements Subscriber {

    private static final String PATH = "/api/v1/subscriptions";
    private static final Pattern CONFIRM = link("confirm");
    private static final Pattern MANAGE = link("manage");
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    /** A link that was asked for when the product was struck down never comes. */
    private static final Duration LINK_WAIT = Duration.ofSeconds(30);

    private final Hub hub;
    private final Ledger ledger;
    private final Clock clock;
    private final MailLog mails;
    private final String address;
    private final Set<String> used = new HashSet<>();

    private @Nullable String token;
    private @Nullable Instant asked;
    private boolean subscribed;

    private @Nullable Interest wanted;
    private @Nullable Instant leaving;
    private @Nullable String click;
    private @Nullable String session;

    Reader(Hub hub, Ledger ledger, Clock clock, MailLog mails, String address) {
        this.hub = hub;
        this.ledger = ledger;
        this.clock = clock;
        this.mails = mails;
        this.address = address;
    }

    private static Pattern link(String page) {
        return Pattern.compile("/subscriptions/" + page + "\\?token=([A-Za-z0-9._~%-]+)");
    }

    @Override
    public @Nullable String want(Interest interest) throws IOException, InterruptedException {
        if (!subscribed) {
            Hub.Answer answer = hub.post("", PATH, Map.of(), subscription(interest));
            if (answer.status() != 202) {
                return "subscription answered " + answer.status() + " " + answer.problem();
            }
            subscribed = true;
        }
        String confirmation = token == null ? awaitToken(CONFIRM, LONGEST_WAIT) : token;
        if (confirmation == null) {
            subscribed = false;
            return "no mail asks " + address + " to confirm";
        }
        token = confirmation;
        boolean again = asked != null;
        Instant began = asked == null ? clock.instant() : asked;
        asked = began;
        Hub.Answer answer = hub.post("", PATH + "/confirmation", Map.of(), bearing(confirmation));
        // A token that was used up by the request nobody answered may be refused the second time.
        if (answer.status() >= 300 && !again) {
            used.add(confirmation);
            token = null;
            asked = null;
            return "confirmation answered " + answer.status() + " " + answer.problem();
        }
        used.add(confirmation);
        ledger.enter(new Fact.Confirmed(address, interest, new Span(began, clock.instant())));
        wanted = interest;
        token = null;
        asked = null;
        subscribed = false;
        return null;
    }

    /**
     * Goes on until the product has agreed to tell no more.
     *
     * @param inOneClick if a mail offers it; else through the link to what one has
     * @return why not, or null
     */
    @Nullable String leave(boolean inOneClick) throws IOException, InterruptedException {
        Interest over = wanted;
        if (over == null) {
            return address + " has nothing to leave";
        }
        if (inOneClick && click == null && session == null) {
            click = clickThatWorks();
        }
        if (click == null && session == null) {
            session = openOwn();
        }
        if (click == null && session == null) {
            return "no link leads " + address + " to what they have";
        }
        leaving = leaving == null ? clock.instant() : leaving;
        Hub.Answer answer =
                click == null
                        ? hub.delete(
                                "",
                                PATH + "/own",
                                Map.of("Subscription-Session", String.valueOf(session)))
                        : hub.click(click);
        if (answer.status() != 204) {
            return "leaving answered " + answer.status() + " " + answer.problem();
        }
        ledger.enter(new Fact.Left(address, over, new Span(leaving, clock.instant())));
        wanted = null;
        leaving = null;
        click = null;
        session = null;
        return null;
    }

    /** An older mail may carry the link of a subscription that is over. */
    private @Nullable String clickThatWorks() throws IOException, InterruptedException {
        for (MailLog.Mail mail : mails.mails().reversed()) {
            String offered = mail.leaving();
            if (offered != null && mail.to().contains(address)) {
                String description = offered.replace("/unsubscription?", "/token?");
                if (hub.get("", description).text("status").equals("active")) {
                    return offered;
                }
            }
        }
        return null;
    }

    private @Nullable String openOwn() throws IOException, InterruptedException {
        Instant end = clock.instant().plus(LONGEST_WAIT);
        String open = null;
        while (open == null && clock.instant().isBefore(end)) {
            open = openLink();
        }
        return open;
    }

    /** A session, or null when the link did not come or was used up unheard. */
    private @Nullable String openLink() throws IOException, InterruptedException {
        String link = newestToken(MANAGE);
        if (link == null) {
            ObjectNode wish = Hub.JSON.createObjectNode().put("address", address);
            hub.post("", PATH + "/manage-link", Map.of(), wish.put("language", "en"));
            link = awaitToken(MANAGE, LINK_WAIT);
        }
        if (link == null) {
            return null;
        }
        used.add(link);
        Hub.Answer opened = hub.post("", PATH + "/manage-session", Map.of(), bearing(link));
        return opened.status() == 200 ? opened.text("session") : null;
    }

    private @Nullable String awaitToken(Pattern link, Duration longest)
            throws IOException, InterruptedException {
        Instant end = clock.instant().plus(longest);
        while (clock.instant().isBefore(end)) {
            String found = newestToken(link);
            if (found != null) {
                return found;
            }
            Thread.sleep(PAUSE);
        }
        return null;
    }

    private @Nullable String newestToken(Pattern link) throws IOException {
        String newest = null;
        for (MailLog.Mail mail : mails.mails()) {
            if (!mail.to().contains(address)) {
                continue;
            }
            Matcher found = link.matcher(mail.text());
            while (found.find()) {
                if (!used.contains(found.group(1))) {
                    newest = found.group(1);
                }
            }
        }
        return newest;
    }

    private static ObjectNode bearing(String token) {
        return Hub.JSON.createObjectNode().put("token", token);
    }

    private ObjectNode subscription(Interest interest) {
        ObjectNode wish = Hub.JSON.createObjectNode();
        wish.set("criteria", interest.criteria());
        wish.putObject("channel").put("type", "email").put("address", address);
        return wish.put("cadence", "immediate").put("language", "en");
    }
}
