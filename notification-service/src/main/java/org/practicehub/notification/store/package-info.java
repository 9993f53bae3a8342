/** How documents are written where several writers meet, and looked up where many are. */
@NullMarked
package org.practicehub.notification.store;

import org.jspecify.annotations.NullMarked;
