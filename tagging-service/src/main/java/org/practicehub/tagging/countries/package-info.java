/** Finds countries and groupings of countries by their names, demonyms, regions and cities. */
@NullMarked
package org.practicehub.tagging.countries;

import org.jspecify.annotations.NullMarked;
