package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.OrganisationRole;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A rule that a decision of a moderator has to pass. */
sealed interface DecisionPolicy {

    /** Whoever is to decide has to be free to do so. */
    List<DecisionPolicy> FOR_WHO_DECIDES =
            List.of(
                    new NobodyDecidesOnTheirOwn(),
                    new NobodyDecidesInConflict(),
                    new NobodyDecidesForTheirOrganisation(),
                    new SomebodyElseDecidesOnAnAppeal());

    List<DecisionPolicy> FOR_EVERY_DECISION =
            List.of(
                    new OnlyWhatWaits(),
                    new NobodyDecidesOnTheirOwn(),
                    new AClaimKeepsOthersOut(),
                    new NobodyDecidesInConflict(),
                    new NobodyDecidesForTheirOrganisation(),
                    new SomebodyElseDecidesOnAnAppeal());

    Optional<Refusal> refuses(SubmissionState submission, Person moderator, Instant now);

    private static Optional<Refusal> refuseIf(boolean broken, Refusal refusal) {
        return broken ? Optional.of(refusal) : Optional.empty();
    }

    /** What is closed, a draft, or with the contributor is not decided on. */
    record OnlyWhatWaits() implements DecisionPolicy {

        @Override
        public Optional<Refusal> refuses(SubmissionState it, Person moderator, Instant now) {
            return refuseIf(!it.status().awaitsDecision(), Refusal.WRONG_STATE);
        }
    }

    /** Not even administrators. */
    record NobodyDecidesOnTheirOwn() implements DecisionPolicy {

        @Override
        public Optional<Refusal> refuses(SubmissionState it, Person moderator, Instant now) {
            return refuseIf(it.owner().isSameAs(moderator), Refusal.OWN_SUBMISSION);
        }
    }

    /** Until the claim ends. */
    record AClaimKeepsOthersOut() implements DecisionPolicy {

        @Override
        public Optional<Refusal> refuses(SubmissionState it, Person moderator, Instant now) {
            return it.claimAt(now)
                    .filter(claim -> !claim.isHeldBy(moderator))
                    .map(claim -> Refusal.CLAIMED_BY_ANOTHER);
        }
    }

    /** A moderator who has declared a conflict of interest does not decide. */
    record NobodyDecidesInConflict() implements DecisionPolicy {

        @Override
        public Optional<Refusal> refuses(SubmissionState it, Person moderator, Instant now) {
            return refuseIf(
                    it.conflicts().stream().anyMatch(conflict -> conflict.isOf(moderator)),
                    Refusal.CONFLICT_OF_INTEREST);
        }
    }

    /**
     * A moderator does not decide on what their own organisation handed in, or carries out. Knows
     * only of those whose token names an organisation.
     */
    record NobodyDecidesForTheirOrganisation() implements DecisionPolicy {

        @Override
        public Optional<Refusal> refuses(SubmissionState it, Person moderator, Instant now) {
            String own = moderator.organisation();
            return refuseIf(
                    own != null
                            && (isSame(own, it.owner().organisation())
                                    || it.content().organisations().stream()
                                            .filter(o -> o.role() == OrganisationRole.IMPLEMENTER)
                                            .map(Content.Organisation::name)
                                            .anyMatch(name -> isSame(own, name))),
                    Refusal.CONFLICT_OF_INTEREST);
        }

        private static boolean isSame(String one, @Nullable String other) {
            return other != null && folded(one).equals(folded(other));
        }

        private static String folded(String name) {
            return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        }
    }

    /** Whoever rejected it does not decide again. */
    record SomebodyElseDecidesOnAnAppeal() implements DecisionPolicy {

        @Override
        public Optional<Refusal> refuses(SubmissionState it, Person moderator, Instant now) {
            return refuseIf(
                    it.appeal().filter(appeal -> appeal.isAgainst(moderator)).isPresent(),
                    Refusal.APPEALED_AGAINST);
        }
    }

    /** What the machine suggests is part of what is published, unless somebody says otherwise. */
    record TagsComeFirst() implements DecisionPolicy {

        @Override
        public Optional<Refusal> refuses(SubmissionState it, Person moderator, Instant now) {
            return refuseIf(!it.isTagged(), Refusal.NOT_TAGGED_YET);
        }
    }
}
