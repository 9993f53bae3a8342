package org.practicehub.gateway.pages;

import org.practicehub.gateway.hub.Reply.Refusal;

/** What a refusal means to the person who pressed the button. */
final class Sentences {

    private Sentences() {}

    static String of(Refusal refusal) {
        return switch (refusal.name()) {
            case "stale" ->
                    "Something changed since you opened this page, so nothing was decided. What you"
                            + " see now is the present state: please look again and decide.";
            case "own-submission" -> "Nobody decides on their own submission.";
            case "claimed-by-another" -> "Another moderator holds this entry.";
            case "not-tagged-yet" ->
                    "The tagger has not answered for this revision yet. Wait a moment and reload,"
                            + " or approve without tags.";
            case "wrong-state" -> "This is not possible any more: the entry has moved on.";
            case "validation-failed" ->
                    refusal.errors().isEmpty() || refusal.errors().getFirst().message() == null
                            ? refusal.sentence()
                            : refusal.sentence() + " " + refusal.errors().getFirst().message();
            case "forbidden" -> "Your account may not do this.";
            case "unauthenticated" -> "Your sign-in has ended. Please sign in again.";
            case "not-found" -> "There is no such entry (any more).";
            default -> refusal.sentence();
        };
    }
}
