package org.practicehub.local.identity;

import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody who can sign in on this machine: with a password that is the name, and as a
 * client-credentials client whose id is the name. Both give tokens for the same subject.
 */
public record Account(String name, String displayName, List<String> roles) {

    private static final List<String> CONTRIBUTOR = List.of("contributor");
    private static final List<String> MODERATOR = List.of("moderator", "contributor");
    private static final List<String> ADMINISTRATOR =
            List.of("administrator", "moderator", "contributor");

    /** Hands in the first practices. */
    public static final Account SEEDER =
            new Account("seeder", "Seeds of Practice Hub", CONTRIBUTOR);

    /** Approves them: nobody decides on their own. */
    public static final Account SEED_MODERATOR =
            new Account("seed-moderator", "Seeding Moderator", List.of("moderator"));

    /** The client class of the benchmarks, which the gateway's rate limits let pass. */
    private static final Account BENCH =
            new Account("practice-hub-bench", "Benchmarks", CONTRIBUTOR);

    /** The mail system: reports what came back. */
    private static final Account MAIL_SYSTEM =
            new Account("mail-system", "Mail system", List.of("machine"));

    /** Asks the tagging service of its own accord when published practices are tagged again. */
    private static final Account SUBMISSION_SERVICE =
            new Account("submission-service", "Submission service", CONTRIBUTOR);

    public static final Account ADMIN =
            new Account("administrator", "Ada Administrator", ADMINISTRATOR);

    /** Those that {@code deploy/up} shows. */
    public static final List<Account> DEMO =
            List.of(
                    new Account("contributor", "Cora Contributor", CONTRIBUTOR),
                    new Account("contributor2", "Chidi Contributor", CONTRIBUTOR),
                    new Account("moderator", "Mona Moderator", MODERATOR),
                    ADMIN);

    public static final List<Account> ALL =
            Stream.concat(
                            DEMO.stream(),
                            Stream.of(
                                    SEEDER, SEED_MODERATOR, BENCH, MAIL_SYSTEM, SUBMISSION_SERVICE))
                    .toList();

    public Account {
        roles = List.copyOf(roles);
    }

    public String password() {
        return name;
    }

    public String secret() {
        return name + "-secret";
    }

    public String email() {
        return name + "@example.org";
    }
}
