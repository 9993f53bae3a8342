/** All practices as one signed file, and taking such a file in. */
@NullMarked
package org.practicehub.catalogue.bundle;

import org.jspecify.annotations.NullMarked;
