package org.practicehub.catalogue.feeds;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.CatalogueIndex.Change;
import org.practicehub.catalogue.search.Listed;
import org.practicehub.catalogue.web.Links;

import java.util.List;

/**
 * One page of a feed (RFC 5005).
 *
 * @param self the address of this page; {@code first} of the first one
 * @param home where people see the same search
 * @param updated milliseconds since the epoch; 0 for an empty feed
 * @param deleted the newest withdrawals of all practices: what a program never saw it ignores
 */
record Feed(
        String title,
        String self,
        String first,
        @Nullable String next,
        String home,
        long updated,
        List<Listed> entries,
        List<Change> deleted,
        Links links) {}
