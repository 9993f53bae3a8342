/** Which instances of this service live, so that the work of a dead one is taken over. */
@NullMarked
package org.practicehub.notification.instance;

import org.jspecify.annotations.NullMarked;
