/** Messages in four languages, and the SMTP sessions that carry them. */
@NullMarked
package org.practicehub.notification.mail;

import org.jspecify.annotations.NullMarked;
