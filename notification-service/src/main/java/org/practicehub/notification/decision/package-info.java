/** Tells contributors what became of their submission. */
@NullMarked
package org.practicehub.notification.decision;

import org.jspecify.annotations.NullMarked;
