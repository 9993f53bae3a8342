package org.practicehub.notification.instance;

/**
 * This running process.
 *
 * @param id new with every start, so that work of an earlier run is recognised as another's
 */
public record Instance(String id) {}
