package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Somebody who wants to be told, and some day no longer. As with a {@link Life}, what was not
 * answered is asked again. For one thread at a time.
 */
sealed interface Subscriber permits Reader, Hook {

    /**
     * Goes on until the product has agreed to tell.
     *
     * @return why not, or null
     */
    @Nullable String want(Interest interest) throws IOException, InterruptedException;
}
