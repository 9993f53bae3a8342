package org.practicehub.submission.topics;

/**
 * An editorial subject.
 *
 * @param slug its name in addresses, for ever
 */
public record Topic(String slug, String title, String description) {}
