/** Any search as a feed that readers' programs follow: Atom, RSS and JSON Feed. */
@NullMarked
package org.practicehub.catalogue.feeds;

import org.jspecify.annotations.NullMarked;
