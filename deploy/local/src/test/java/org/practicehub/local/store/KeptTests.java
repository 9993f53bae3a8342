package org.practicehub.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.ObjectId;

import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class KeptTests {

    private final KeptType type = new KeptType();

    @Test
    void whatIsReadIsWhatWasWritten() {
        var buffer = new WriteBuffer();
        type.write(buffer, Kept.of(practice()));
        type.write(buffer, Kept.of(new Document()));
        buffer.getBuffer().flip();

        assertThat(type.read(buffer.getBuffer())).isEqualTo(Kept.of(practice()));
        assertThat(type.read(buffer.getBuffer()).document()).isEqualTo(new Document());
        assertThat(buffer.getBuffer().hasRemaining()).isFalse();
    }

    @Test
    void aDocumentWeighsWhatItsBytesWeighAndAnObject() {
        var kept = Kept.of(practice());

        assertThat(kept.size()).isBetween(1_000, 1_500);
        assertThat(type.getMemory(kept)).isBetween(kept.size() + 16, kept.size() + 48);
    }

    @Test
    void eachFieldIsFoundAmongAllOthers() {
        var kept = Kept.of(practice());

        for (var name : practice().keySet()) {
            var alone = new Document(name, practice().get(name));
            var asked = Fields.named(List.of(name));
            assertThat(Kept.of(kept.document(asked))).isEqualTo(Kept.of(alone));
            assertThat(kept.only(asked)).isEqualTo(Kept.of(alone));
        }
        assertThat(kept.document(Fields.named(List.of("nobody", "_i", "_id2")))).isEmpty();
        assertThat(Kept.of(kept.document())).isEqualTo(kept);
    }

    @Test
    void someFieldsAreDecodedInTheirOrderAndCopiedInTheOneThatIsAskedFor() {
        var asked = Fields.named(List.of("title", "nobody", "_id"));

        assertThat(Kept.of(practice()).document(asked).keySet()).containsExactly("_id", "title");
        assertThat(Kept.of(practice()).only(asked).document().keySet())
                .containsExactly("title", "_id");
    }

    @Test
    void aFieldChangesInItsPlaceGoesOrIsAddedAndTheOthersStay() {
        var changed =
                Kept.of(practice())
                        .with(
                                Fields.named(List.of("_id", "sequence", "none", "arabic")),
                                new Document("_id", "practice-1")
                                        .append("sequence", "seven")
                                        .append("new", new ArrayList<>(List.of(1, 2))));

        var expected = new Document();
        for (var field : practice().entrySet()) {
            switch (field.getKey()) {
                case "sequence" -> expected.put("sequence", "seven");
                case "arabic" -> {}
                default -> expected.put(field.getKey(), field.getValue());
            }
        }
        expected.put("new", List.of(1, 2));
        assertThat(changed).isEqualTo(Kept.of(expected));
    }

    private static Document practice() {
        return new Document("_id", "practice-1")
                .append("sequence", 1L)
                .append("version", 3)
                .append("terms", new ArrayList<>(List.of("country:MA", "sdg:10")))
                .append("arabic", "أغادير 🧭")
                .append("title", "")
                .append("nested", new Document("at", 1.5).append("nothing", null))
                .append("nothing", null)
                .append("yes", true)
                .append("at", Instant.ofEpochMilli(5))
                .append("uuid", UUID.fromString("0195f2c0-0000-7000-8000-000000000001"))
                .append("object", new ObjectId("0123456789abcdef01234567"))
                .append("decimal", Decimal128.ONE)
                .append("pattern", new BsonRegularExpression("^a", "i"))
                .append("most", MaxKey.getInstance())
                .append("event", new BinData(new byte[800]));
    }
}
