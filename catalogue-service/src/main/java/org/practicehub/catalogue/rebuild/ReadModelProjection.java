package org.practicehub.catalogue.rebuild;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.Generations;
import org.practicehub.catalogue.store.ReadModels;
import org.practicehub.catalogue.store.Rows;
import org.springframework.stereotype.Component;

/** The read model in MongoDB, one for all instances. */
@Component
final class ReadModelProjection implements Projection {

    private final ReadModels models;
    private final Tasks tasks;

    ReadModelProjection(ReadModels models, Tasks tasks) {
        this.models = models;
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "practices";
    }

    @Override
    public String scope() {
        return name();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Generations generations() {
        return models.asked();
    }

    @Override
    public void begin() {
        String candidate = models.begin().candidate();
        if (candidate != null) {
            tasks.begin(scope(), Task.Kind.REBUILD, candidate);
        }
    }

    @Override
    public void switchOver() {
        models.switchOver();
    }

    @Override
    public void rollBack() {
        models.rollBack();
    }

    @Override
    public void discard() {
        models.discard();
        tasks.cancel(scope(), Task.Kind.REBUILD);
    }

    @Override
    public void release() {
        models.release();
    }

    @Override
    public Rows rows(String generation) {
        return models.rows(generation);
    }

    @Override
    public long @Nullable [] progress() {
        return null;
    }
}
