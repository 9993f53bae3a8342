/** Finds goals, targets, indicators and objectives that a text cites by number. */
@NullMarked
package org.practicehub.tagging.citations;

import org.jspecify.annotations.NullMarked;
