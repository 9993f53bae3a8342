/** A mail server that delivers to nobody and shows over HTTP what it took. */
@NullMarked
package org.practicehub.local.mail;

import org.jspecify.annotations.NullMarked;
