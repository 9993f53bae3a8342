/** Access tokens: read, checked and remembered until they expire. */
@NullMarked
package org.practicehub.gateway.tokens;

import org.jspecify.annotations.NullMarked;
