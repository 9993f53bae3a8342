package org.practicehub.tagging.web;

/** A vocabulary was asked for that this service does not keep. */
final class NoSuchVocabulary extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchVocabulary() {
        super("no such vocabulary");
    }

    String detail() {
        return "The vocabularies are countries, groups, sdgs and gcm.";
    }
}
