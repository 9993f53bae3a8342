package org.practicehub.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;

import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class DocumentTypeTests {

    private final DocumentType type = new DocumentType(new SharedTexts());

    @Test
    void whatIsReadIsWhatWasWritten() {
        assertThat(readBack(practice(1))).isEqualTo(practice(1));
    }

    @Test
    void documentsShareTheirNamesAndShortTexts() {
        var one = readBack(practice(1));
        var other = readBack(practice(2));

        assertThat(one).isNotEqualTo(other);
        assertThat(terms(other).getFirst()).isSameAs(terms(one).getFirst());
        assertThat(other.keySet().iterator().next()).isSameAs(one.keySet().iterator().next());
    }

    @Test
    void aDocumentWeighsWhatItsBytesWeighAndMore() {
        assertThat(type.getMemory(practice(1))).isBetween(1_500, 3_000);
    }

    private Document readBack(Document document) {
        var buffer = new WriteBuffer();
        type.write(buffer, document);
        buffer.getBuffer().flip();
        return type.read(buffer.getBuffer());
    }

    private static List<?> terms(Document document) {
        return (List<?>) document.get("terms");
    }

    private static Document practice(int number) {
        return new Document("_id", "practice-" + number)
                .append("sequence", (long) number)
                .append("terms", new ArrayList<>(List.of("country:MA", "sdg:10")))
                .append("title", "title ".repeat(20))
                .append("nested", new Document("at", 1.5).append("nothing", null))
                .append("event", new BinData(new byte[1_000]));
    }
}
