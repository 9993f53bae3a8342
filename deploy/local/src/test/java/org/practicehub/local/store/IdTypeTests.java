package org.practicehub.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

class IdTypeTests {

    private static final List<Object> IDS =
            List.of(
                    "",
                    "a",
                    "fifteen letters",
                    "sixteen letters.",
                    "0195f2c0-0000-7000-8000-000000000001",
                    "long ".repeat(100),
                    "é",
                    "أغادير",
                    "mostly ASCII, but 🧭",
                    "\u007f\u0080",
                    "\0",
                    7,
                    7L,
                    2.5,
                    UUID.fromString("0195f2c0-0000-7000-8000-000000000001"));

    private final IdType type = new IdType();
    private final ObjectDataType library = new ObjectDataType();

    @Test
    void idsAreInTheFileAsTheLibraryHasThem() {
        for (var id : IDS) {
            assertThat(written(type, id)).as("%s", id).isEqualTo(written(library, id));
            assertThat(type.read(written(library, id))).isEqualTo(id);
        }
    }

    @Test
    void oneAfterTheOther() {
        var buffer = new WriteBuffer();
        IDS.forEach(id -> type.write(buffer, id));
        var bytes = buffer.getBuffer().flip();

        for (var id : IDS) {
            assertThat(type.read(bytes)).isEqualTo(id);
        }
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void theyAreInTheOrderThatTheLibraryHas() {
        for (var one : IDS) {
            for (var other : IDS) {
                assertThat(Integer.signum(type.compare(one, other)))
                        .isEqualTo(Integer.signum(library.compare(one, other)));
            }
        }
    }

    private static ByteBuffer written(ObjectDataType type, Object id) {
        var buffer = new WriteBuffer();
        type.write(buffer, id);
        return buffer.getBuffer().flip();
    }
}
