package org.practicehub.submission.retagging;

/** Another tagger answers now than the one that was asked at the beginning. */
final class OtherGeneration extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int generation;

    OtherGeneration(int generation) {
        super("the tagger is now of generation " + generation);
        this.generation = generation;
    }

    int generation() {
        return generation;
    }
}
