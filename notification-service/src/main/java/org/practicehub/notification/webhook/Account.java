package org.practicehub.notification.webhook;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.ledger.Notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An account with its endpoints: one document, so that its limit is one conditional write.
 *
 * @param id derived from the token's subject
 * @param email where its owner is told that an endpoint was disabled; from the token
 */
record Account(String id, long version, @Nullable String email, List<Endpoint> endpoints) {

    Account {
        endpoints = List.copyOf(endpoints);
    }

    Optional<Endpoint> endpoint(String wanted) {
        return endpoints.stream().filter(each -> each.id().equals(wanted)).findFirst();
    }

    Account reachedAt(@Nullable String address) {
        return address == null ? this : new Account(id, version, address, endpoints);
    }

    /** Nobody can be told of its endpoints any more. */
    Account reachedNowhere() {
        return new Account(id, version, null, endpoints);
    }

    Account with(Endpoint fresh) {
        List<Endpoint> all = new ArrayList<>(endpoints);
        all.add(fresh);
        return new Account(id, version, email, all);
    }

    Account without(String endpoint) {
        return new Account(
                id,
                version,
                email,
                endpoints.stream().filter(each -> !each.id().equals(endpoint)).toList());
    }

    Account change(String endpoint, UnaryOperator<Endpoint> change) {
        return new Account(
                id,
                version,
                email,
                endpoints.stream()
                        .map(each -> each.id().equals(endpoint) ? change.apply(each) : each)
                        .toList());
    }

    /** The id that lists, slices and the ledger know an endpoint by. */
    static String subscriber(String account, String endpoint) {
        return Notification.ENDPOINT + account + ":" + endpoint;
    }

    /** Account and endpoint of such an id. */
    static String[] parts(String subscriber) {
        String[] parts = subscriber.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not an endpoint's id: " + subscriber);
        }
        return new String[] {parts[1], parts[2]};
    }
}
