/** How requests share the threads that answer them. */
@NullMarked
package org.practicehub.turns;

import org.jspecify.annotations.NullMarked;
