/** A server that speaks MongoDB's wire protocol and keeps what it acknowledged in one file. */
@NullMarked
package org.practicehub.local.store;

import org.jspecify.annotations.NullMarked;
