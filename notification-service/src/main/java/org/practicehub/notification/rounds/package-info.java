/** Work that is done again and again beside everything else. */
@NullMarked
package org.practicehub.notification.rounds;

import org.jspecify.annotations.NullMarked;
