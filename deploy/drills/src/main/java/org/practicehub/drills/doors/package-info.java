/** Requests made up from the API's own description, and whether the answers are as described. */
@NullMarked
package org.practicehub.drills.doors;

import org.jspecify.annotations.NullMarked;
