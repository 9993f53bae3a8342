package org.practicehub.submission.web;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer an RFC 6901 pointer into the body, or the name of a parameter or header
 */
public record Problem(String pointer, String message) {}
