package org.practicehub.notification.webhook;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.idempotency.Keys;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Owing;
import org.practicehub.notification.subscription.Address;
import org.practicehub.notification.subscription.Subscriptions;
import org.practicehub.notification.token.Tokens;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the owner of an account does with its endpoints, and what sending learns about them. */
@Component
public class Endpoints {

    private final Accounts accounts;
    private final Subscriptions subscriptions;
    private final Owing owing;
    private final Tokens tokens;
    private final WebhookProperties properties;
    private final Keys keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Endpoints(
            Accounts accounts,
            Subscriptions subscriptions,
            Owing owing,
            Tokens tokens,
            WebhookProperties properties,
            Keys keys,
            Clock clock) {
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.owing = owing;
        this.tokens = tokens;
        this.properties = properties;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Whose endpoints, by the token.
     *
     * @param subject of the token
     * @param email of the token, if it has one
     */
    public record Owner(String subject, @Nullable String email) {

        public static Owner of(Jwt jwt) {
            // Security accepts no token without a subject.
            String subject = Objects.requireNonNull(jwt.getSubject());
            String claimed = jwt.getClaimAsString("email");
            try {
                return new Owner(subject, claimed == null ? null : new Address(claimed).text());
            } catch (IllegalArgumentException e) {
                return new Owner(subject, null);
            }
        }
    }

    /**
     * May be repeated: one that is there is not added again.
     *
     * @param key an Idempotency-Key
     * @return empty when the account has as many as it may
     */
    Optional<Endpoint> add(Owner owner, TargetUrl url, @Nullable String key) {
        String id = keys.idFor("endpoint " + account(owner), key, url.uri().toString());
        Endpoint fresh = Endpoint.fresh(id, url.uri(), SigningSecret.fresh(random), now());
        return accounts.change(
                        account(owner),
                        account ->
                                account.endpoint(id).isPresent()
                                                || account.endpoints().size()
                                                        >= properties.perAccount()
                                        ? account
                                        : account.reachedAt(owner.email()).with(fresh))
                .endpoint(id);
    }

    List<Endpoint> of(Owner owner) {
        return accounts.byId(account(owner)).endpoints();
    }

    Optional<Endpoint> one(Owner owner, String endpoint) {
        return accounts.byId(account(owner)).endpoint(endpoint);
    }

    /** A new secret, beside which the one before signs for a while. */
    Optional<Endpoint> rotate(Owner owner, String endpoint) {
        SigningSecret fresh = SigningSecret.fresh(random);
        return change(owner, endpoint, each -> each.rotated(fresh, now(), properties.overlap()));
    }

    /** Posts to a disabled endpoint again. */
    Optional<Endpoint> activate(Owner owner, String endpoint) {
        return change(owner, endpoint, Endpoint::activated);
    }

    private Optional<Endpoint> change(
            Owner owner, String endpoint, UnaryOperator<Endpoint> change) {
        return accounts.change(
                        account(owner),
                        account ->
                                account.endpoint(endpoint).isEmpty()
                                        ? account
                                        : account.reachedAt(owner.email()).change(endpoint, change))
                .endpoint(endpoint);
    }

    /**
     * With all its subscriptions. May be repeated.
     *
     * @return false when there is none
     */
    boolean remove(Owner owner, String endpoint) {
        String account = account(owner);
        if (accounts.byId(account).endpoint(endpoint).isEmpty()) {
            return false;
        }
        subscriptions.forget(Account.subscriber(account, endpoint));
        accounts.change(account, each -> each.without(endpoint));
        return true;
    }

    /** Accounts that were told of their endpoints at one of these addresses no longer are. */
    public void forgetAddresses(Collection<String> addresses) {
        accounts.reachedAt(addresses)
                .forEach(account -> accounts.change(account, Account::reachedNowhere));
    }

    /** The id that lists and the ledger know the endpoint by; empty when it is not the owner's. */
    public Optional<String> subscriber(Owner owner, String endpoint) {
        String account = account(owner);
        return accounts.byId(account)
                .endpoint(endpoint)
                .map(each -> Account.subscriber(account, each.id()));
    }

    /** Where to post to and what to sign with, by the ids of subscribers. */
    public Map<String, Endpoint> bySubscribers(Collection<String> subscribers) {
        Map<String, Account> owners =
                accounts.byIds(
                        subscribers.stream().map(id -> Account.parts(id)[0]).distinct().toList());
        Map<String, Endpoint> found = new HashMap<>();
        for (String subscriber : subscribers) {
            String[] parts = Account.parts(subscriber);
            Account owner = owners.get(parts[0]);
            if (owner != null) {
                owner.endpoint(parts[1]).ifPresent(endpoint -> found.put(subscriber, endpoint));
            }
        }
        return found;
    }

    /** An attempt went well. */
    public void delivered(String subscriber, Endpoint endpoint) {
        if (endpoint.failingSince() != null) {
            String[] parts = Account.parts(subscriber);
            accounts.change(parts[0], account -> account.change(parts[1], Endpoint::delivered));
        }
    }

    /** An attempt failed; after long enough the endpoint is disabled and its owner told. */
    public void failed(String subscriber, String why, boolean gone) {
        String[] parts = Account.parts(subscriber);
        Instant now = now();
        Account after =
                accounts.change(
                        parts[0],
                        account ->
                                account.change(
                                        parts[1],
                                        each ->
                                                each.failed(
                                                        now,
                                                        why,
                                                        gone,
                                                        properties.disableAfter())));
        after.endpoint(parts[1])
                .filter(Endpoint::disabled)
                .ifPresent(disabled -> tell(after, disabled));
    }

    /** May be repeated: the message has the same id. */
    private void tell(Account account, Endpoint disabled) {
        if (account.email() == null || disabled.disabledAt() == null) {
            return;
        }
        owing.owe(
                "disabled:" + disabled.id() + ":" + disabled.disabledAt().toEpochMilli(),
                account.id(),
                new Matter.OfDisabledEndpoint(
                        disabled.url().toString(),
                        String.valueOf(disabled.disabledWhy()),
                        account.email()));
    }

    private String account(Owner owner) {
        return tokens.subscriberId("account", owner.subject());
    }

    /** The store keeps milliseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
