package org.practicehub.local.store;

import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

import java.nio.ByteBuffer;

/** Documents in the file: BSON, one after the other. */
final class KeptType extends BasicDataType<Kept> {

    /** Of one document in the heap, besides its bytes: an object, and the head of an array. */
    private static final int BESIDES = 16 + 16;

    @Override
    public int getMemory(Kept document) {
        return BESIDES + document.size();
    }

    /** What is in memory is counted, not estimated: documents differ much in size. */
    @Override
    public boolean isMemoryEstimationAllowed() {
        return false;
    }

    @Override
    public void write(WriteBuffer buffer, Kept document) {
        document.write(buffer);
    }

    @Override
    public Kept read(ByteBuffer buffer) {
        return Kept.read(buffer);
    }

    @Override
    public Kept[] createStorage(int size) {
        return new Kept[size];
    }
}
