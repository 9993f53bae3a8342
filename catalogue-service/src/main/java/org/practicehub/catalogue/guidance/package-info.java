/** Helps readers to a search that finds something: what they may be typing, what to leave out. */
@NullMarked
package org.practicehub.catalogue.guidance;

import org.jspecify.annotations.NullMarked;
