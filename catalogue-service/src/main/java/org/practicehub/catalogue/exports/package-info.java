/** Any search as one file. */
@NullMarked
package org.practicehub.catalogue.exports;

import org.jspecify.annotations.NullMarked;
