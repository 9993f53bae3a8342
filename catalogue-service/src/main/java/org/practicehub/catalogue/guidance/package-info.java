/** Helps readers with a search: what to type, what to leave out, why something is found. */
@NullMarked
package org.practicehub.catalogue.guidance;

import org.jspecify.annotations.NullMarked;
