package org.practicehub.catalogue.rebuild;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.IndexCopies;
import org.practicehub.catalogue.store.Generations;
import org.practicehub.catalogue.store.Rows;
import org.springframework.stereotype.Component;

/** The search index of the instance that is asked. */
@Component
final class IndexProjection implements Projection {

    private final IndexCopies copies;

    IndexProjection(IndexCopies copies) {
        this.copies = copies;
    }

    @Override
    public String name() {
        return "index";
    }

    @Override
    public String scope() {
        return "index/" + copies.instance();
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Generations generations() {
        return copies.generations();
    }

    @Override
    public void begin() {
        copies.begin();
    }

    @Override
    public void switchOver() {
        copies.switchOver();
    }

    @Override
    public void rollBack() {
        copies.rollBack();
    }

    @Override
    public void discard() {
        copies.discard();
    }

    @Override
    public void release() {
        copies.release();
    }

    @Override
    public Rows rows(String generation) {
        return copies.rows(generation);
    }

    @Override
    public long @Nullable [] progress() {
        String candidate = generations().candidate();
        return candidate == null ? null : copies.progress(candidate);
    }
}
