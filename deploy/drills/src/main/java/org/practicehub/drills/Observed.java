package org.practicehub.drills;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was found when everything had come to rest.
 *
 * @param submissions by id, as read one by one
 * @param listed what the contributor's own list holds, as often as it holds it
 * @param cards what walking the whole catalogue showed, as often as it did (Lucene)
 * @param practices by id, as read one by one (the read model); absent when 404
 * @param messages what the sinks took, oldest first in each
 */
record Observed(
        Map<String, Titled> submissions,
        List<Titled> listed,
        List<Titled> cards,
        Map<String, Titled> practices,
        List<Sent> messages) {

    /**
     * @param mark from the title
     * @param revision from the title
     */
    record Titled(String id, String mark, int revision) {}

    /**
     * A message about a revision.
     *
     * @param messageId a mail's Message-ID, a post's webhook-id
     */
    record Sent(Instant at, Ledger.Message message, String messageId) {}
}
