/** Finding practices: parameters in, a page of cards and counts out. */
@NullMarked
package org.practicehub.catalogue.search;

import org.jspecify.annotations.NullMarked;
