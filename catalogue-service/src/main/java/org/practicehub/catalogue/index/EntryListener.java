package org.practicehub.catalogue.index;

import org.practicehub.catalogue.store.CatalogueEntry;

/** Told of every change as soon as this instance reads it from the log. Must be quick. */
public interface EntryListener {

    void changed(CatalogueEntry entry);

    void forgotten(String id);
}
