package org.practicehub.notification.ledger;

/**
 * Why a person is told: one of their subscriptions was met.
 *
 * @param criteriaId of the list that brought the person in
 */
public record Reason(String subscription, String criteriaId) {}
