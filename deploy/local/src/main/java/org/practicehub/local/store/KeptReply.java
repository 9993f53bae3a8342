package org.practicehub.local.store;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;

import java.util.List;

/** What a client is told that searches: documents as they are kept, and where to get more. */
final class KeptReply {

    private KeptReply() {}

    /**
     * @param batch the name of the field that holds the documents
     * @param rest the cursor by which to ask for more; 0 when there is no more
     */
    static Document of(String namespace, String batch, List<?> documents, long rest) {
        var reply =
                new Document(
                        "cursor",
                        new Document("id", rest).append("ns", namespace).append(batch, documents));
        Utils.markOkay(reply);
        return reply;
    }
}
