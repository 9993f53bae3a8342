package org.practicehub.catalogue.rebuild;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.Generations;
import org.practicehub.catalogue.store.Rows;

/** What can be made anew beside itself: the read model of all instances, or the index of one. */
interface Projection {

    /** Where it stands in addresses. */
    String name();

    /** Whose it is: its name, for an index also that of the instance. */
    String scope();

    /** Whether all instances have the same one. */
    boolean isShared();

    Generations generations();

    /**
     * Begins a candidate.
     *
     * @throws Generations.WrongState as do the others, when the present state does not allow it
     */
    void begin();

    void switchOver();

    void rollBack();

    void discard();

    void release();

    /** One of its copies as a table. */
    Rows rows(String generation);

    /** How far the making of the candidate is; null when the task itself tells. */
    long @Nullable [] progress();
}
