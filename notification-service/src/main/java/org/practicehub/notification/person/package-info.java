/** What is kept of one person, for that person to have and to have erased. */
@NullMarked
package org.practicehub.notification.person;

import org.jspecify.annotations.NullMarked;
