/** How documents are written where several writers meet. */
@NullMarked
package org.practicehub.notification.store;

import org.jspecify.annotations.NullMarked;
