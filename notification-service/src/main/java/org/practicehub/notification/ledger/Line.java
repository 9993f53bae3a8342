package org.practicehub.notification.ledger;

/**
 * Where a message stands that shares its document with others.
 *
 * @param page of its job
 * @param number on the page, from 0
 */
public record Line(int page, int number) {}
