/** Makes projections anew beside the live ones, and proves them against each other and the log. */
@NullMarked
package org.practicehub.catalogue.rebuild;

import org.jspecify.annotations.NullMarked;
