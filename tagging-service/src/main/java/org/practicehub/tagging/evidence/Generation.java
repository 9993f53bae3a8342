package org.practicehub.tagging.evidence;

/** Which tagger answers: rules, vocabularies and weights together. */
public final class Generation {

    /**
     * Raised whenever the same text may get different tags than before, so that the review desk can
     * tell a newer answer from an older one.
     */
    public static final int CURRENT = 2;

    private Generation() {}
}
