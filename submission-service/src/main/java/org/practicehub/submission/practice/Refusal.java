package org.practicehub.submission.practice;

/** Why a transition is not possible now. */
public enum Refusal {
    OWN_SUBMISSION("own-submission", "Nobody decides on their own submission."),
    CONFLICT_OF_INTEREST(
            "conflict-of-interest",
            "Somebody with a conflict of interest, or of the same organisation, does not decide."),
    APPEALED_AGAINST(
            "appealed-against", "Somebody else decides on an appeal against one's own decision."),
    ALREADY_APPEALED(
            "already-appealed", "An appeal was decided already, and that decision stands."),
    ALREADY_VOTED(
            "already-voted", "Two moderators decide on this; the other has to be somebody else."),
    DECIDED_BY_ANOTHER("decided-by-another", "Only whoever decided takes a decision back."),
    UNDO_WINDOW_OVER(
            "undo-window-over", "It was decided too long ago for the decision to be taken back."),
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
