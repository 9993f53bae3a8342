package org.practicehub.submission.practice;

/**
 * What a moderator wants changed.
 *
 * @param field a JSON pointer into the content, for instance {@code /summary}; empty for the whole
 */
public record Comment(String field, String text) {}
