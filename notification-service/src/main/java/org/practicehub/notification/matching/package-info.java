/** Which criteria a published practice meets, from an in-memory copy of the criteria topic. */
@NullMarked
package org.practicehub.notification.matching;

import org.jspecify.annotations.NullMarked;
