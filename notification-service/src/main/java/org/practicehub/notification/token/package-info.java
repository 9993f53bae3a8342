/** Links that act for a person without an account: signed, for one purpose, for a time. */
@NullMarked
package org.practicehub.notification.token;

import org.jspecify.annotations.NullMarked;
