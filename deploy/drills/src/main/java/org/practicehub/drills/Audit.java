package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is owed against what was found. Everything that should not be is a finding; the counts say
 * how much was looked at, so that an empty list of findings means something.
 */
record Audit(Map<String, Long> counts, List<String> findings) {

    /** What was written before somebody left arrives within this time. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(30);

    static Audit of(Ledger ledger, Observed observed) {
        Auditor auditor = new Auditor(ledger, observed);
        auditor.submissions();
        auditor.catalogue();
        auditor.messages();
        return new Audit(auditor.counts, List.copyOf(auditor.findings));
    }

    boolean passed() {
        return findings.isEmpty();
    }

    private static final class Auditor {

        private final Ledger ledger;
        private final Observed observed;
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private final List<String> findings = new ArrayList<>();

        Auditor(Ledger ledger, Observed observed) {
            this.ledger = ledger;
            this.observed = observed;
        }

        void submissions() {
            Map<String, List<Observed.Titled>> listed = byMark(observed.listed());
            for (Ledger.Practice practice : ledger.practices()) {
                count("submissions answered 201");
                Observed.Titled found = observed.submissions().get(practice.id());
                if (found == null) {
                    finding("submission lost", practice.mark() + " " + practice.id());
                } else if (!found.mark().equals(practice.mark())
                        || found.revision() != practice.content()) {
                    finding(
                            "submission has other content",
                            practice.mark()
                                    + " revision "
                                    + practice.content()
                                    + ", found "
                                    + found.mark()
                                    + " revision "
                                    + found.revision());
                } else {
                    count("submissions there with their last content");
                }
                int times = listed.getOrDefault(practice.mark(), List.of()).size();
                if (times != 1) {
                    finding("submission listed " + times + " times", practice.mark());
                }
            }
            Set<String> known = ledger.marks();
            listed.forEach(
                    (mark, all) -> {
                        if (!known.contains(mark)) {
                            finding("submission nobody was answered for", mark);
                        }
                    });
        }

        void catalogue() {
            Map<String, List<Observed.Titled>> cards = byMark(observed.cards());
            Map<String, Integer> published = new HashMap<>();
            for (Ledger.Practice practice : ledger.practices()) {
                Integer revision = practice.published();
                if (revision == null) {
                    continue;
                }
                published.put(practice.mark(), revision);
                count("practices approved");
                List<Observed.Titled> found = cards.getOrDefault(practice.mark(), List.of());
                boolean once = once("search", practice, revision, found);
                Observed.Titled read = observed.practices().get(practice.id());
                boolean there =
                        once(
                                "read model",
                                practice,
                                revision,
                                read == null ? List.of() : List.of(read));
                if (once && there) {
                    count("practices in the catalogue once with their last revision");
                }
            }
            for (String mark : cards.keySet()) {
                if (!published.containsKey(mark)) {
                    finding("published without approval", mark);
                }
            }
        }

        private boolean once(
                String where, Ledger.Practice practice, int revision, List<Observed.Titled> found) {
            if (found.isEmpty()) {
                finding("practice lost in " + where, practice.mark() + " " + practice.id());
                return false;
            }
            if (found.size() > 1) {
                finding("practice " + found.size() + " times in " + where, practice.mark());
                return false;
            }
            if (!found.getFirst().id().equals(practice.id())
                    || found.getFirst().revision() != revision) {
                finding(
                        "practice with another revision in " + where,
                        practice.mark()
                                + " revision "
                                + revision
                                + ", found "
                                + found.getFirst().revision());
                return false;
            }
            return true;
        }

        void messages() {
            Map<Ledger.Message, Ledger.Due> due = ledger.messages();
            Map<Ledger.Message, List<Observed.Sent>> sent = new LinkedHashMap<>();
            for (Observed.Sent one : observed.messages()) {
                sent.computeIfAbsent(one.message(), message -> new ArrayList<>()).add(one);
            }
            due.forEach(
                    (message, how) -> {
                        boolean found = sent.containsKey(message);
                        switch (how) {
                            case OWED -> {
                                count("messages owed");
                                if (found) {
                                    count("messages owed and sent");
                                    count(
                                            message.byMail()
                                                    ? "  of these by mail"
                                                    : "  of these by webhook");
                                } else {
                                    finding("message lost", message.toString());
                                }
                            }
                            case ALLOWED ->
                                    count(
                                            found
                                                    ? "messages that may be sent, sent"
                                                    : "messages that may be sent, not sent");
                            case FORBIDDEN -> throw new IllegalStateException(message.toString());
                        }
                    });
            List<Instant> kills = ledger.kills();
            Map<String, Instant> silences = ledger.silences();
            silences.forEach((address, since) -> count("addresses that left"));
            sent.forEach(
                    (message, copies) -> {
                        if (!due.containsKey(message)) {
                            finding("message nobody asked for", message.toString());
                        }
                        copies(message, copies, kills);
                        Instant silent = silences.get(message.address());
                        if (silent != null
                                && copies.getLast().at().isAfter(silent.plus(ON_THE_WAY))) {
                            finding("message to somebody who had long left", message.toString());
                        }
                    });
        }

        private void copies(
                Ledger.Message message, List<Observed.Sent> copies, List<Instant> kills) {
            Observed.@Nullable Sent before = null;
            for (Observed.Sent copy : copies) {
                if (before != null) {
                    Instant earlier = before.at();
                    boolean killedBetween =
                            kills.stream()
                                    .anyMatch(
                                            kill ->
                                                    !kill.isBefore(earlier)
                                                            && kill.isBefore(copy.at()));
                    if (!killedBetween) {
                        finding("message sent again without a kill", message.toString());
                    } else if (!Objects.equals(before.messageId(), copy.messageId())) {
                        finding("message sent again as another", message.toString());
                    } else {
                        count(
                                message.byMail()
                                        ? "messages sent again after a kill, same Message-ID"
                                        : "messages posted again after a kill, same webhook-id");
                    }
                }
                before = copy;
            }
        }

        private void count(String what) {
            counts.merge(what, 1L, Long::sum);
        }

        private void finding(String what, String which) {
            findings.add(what + ": " + which);
        }

        private static Map<String, List<Observed.Titled>> byMark(List<Observed.Titled> all) {
            Map<String, List<Observed.Titled>> byMark = new TreeMap<>();
            for (Observed.Titled one : all) {
                byMark.computeIfAbsent(one.mark(), mark -> new ArrayList<>()).add(one);
            }
            return byMark;
        }
    }
}
