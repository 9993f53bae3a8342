/** How long things are kept. */
@NullMarked
package org.practicehub.notification.retention;

import org.jspecify.annotations.NullMarked;
