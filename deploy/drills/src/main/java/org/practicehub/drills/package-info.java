/** Drills: load the running product, kill it, start it again, and count what is owed. */
@NullMarked
package org.practicehub.drills;

import org.jspecify.annotations.NullMarked;
