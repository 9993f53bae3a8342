/** The catalogue: what readers and machines find, read, follow and export. */
@NullMarked
package org.practicehub.catalogue;

import org.jspecify.annotations.NullMarked;
