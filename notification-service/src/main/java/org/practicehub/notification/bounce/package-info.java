/** Mails that came back, and readers who complained, as the mail system reports them. */
@NullMarked
package org.practicehub.notification.bounce;

import org.jspecify.annotations.NullMarked;
