package org.practicehub.submission.practice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A rule that every decision of a moderator has to pass. */
@FunctionalInterface
interface DecisionPolicy {

    DecisionPolicy ONLY_WHAT_WAITS =
            (submission, moderator, now) ->
                    submission.status().awaitsDecision()
                            ? Optional.empty()
                            : Optional.of(Refusal.WRONG_STATE);

    DecisionPolicy NOBODY_DECIDES_ON_THEIR_OWN =
            (submission, moderator, now) ->
                    submission.owner().isSameAs(moderator)
                            ? Optional.of(Refusal.OWN_SUBMISSION)
                            : Optional.empty();

    DecisionPolicy A_CLAIM_KEEPS_OTHERS_OUT =
            (submission, moderator, now) ->
                    submission
                            .claimAt(now)
                            .filter(claim -> !claim.isHeldBy(moderator))
                            .map(claim -> Refusal.CLAIMED_BY_ANOTHER);

    DecisionPolicy TAGS_COME_FIRST =
            (submission, moderator, now) ->
                    submission.isTagged() ? Optional.empty() : Optional.of(Refusal.NOT_TAGGED_YET);

    List<DecisionPolicy> FOR_EVERY_DECISION =
            List.of(ONLY_WHAT_WAITS, NOBODY_DECIDES_ON_THEIR_OWN, A_CLAIM_KEEPS_OTHERS_OUT);

    Optional<Refusal> refuses(Submission submission, Person moderator, Instant now);
}
