/** One description of everything the services offer. */
@NullMarked
package org.practicehub.gateway.api;

import org.jspecify.annotations.NullMarked;
