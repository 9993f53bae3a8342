/** Suggests goals and objectives that a text is about without citing them. */
@NullMarked
package org.practicehub.tagging.goals;

import org.jspecify.annotations.NullMarked;
