/** Requests to addresses that users chose: where they may lead, and what they may cost. */
@NullMarked
package org.practicehub.outbound;

import org.jspecify.annotations.NullMarked;
