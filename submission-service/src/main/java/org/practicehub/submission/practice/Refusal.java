package org.practicehub.submission.practice;

/** Why a transition is not possible now. */
public enum Refusal {
    OWN_SUBMISSION("own-submission", "Nobody decides on their own submission."),
    CONFLICT_OF_INTEREST(
            "conflict-of-interest",
            "Somebody with a conflict of interest, or of the same organisation, does not decide."),
    CLAIMED_BY_ANOTHER("claimed-by-another", "Another moderator is working on this submission."),
    NOT_TAGGED_YET(
            "not-tagged-yet",
            "The tags for this content are not there yet; wait, or approve without them."),
    WRONG_STATE("wrong-state", "The submission is in a state that does not allow this.");

    private final String problem;
    private final String explanation;

    Refusal(String problem, String explanation) {
        this.problem = problem;
        this.explanation = explanation;
    }

    public String problem() {
        return problem;
    }

    public String explanation() {
        return explanation;
    }
}
