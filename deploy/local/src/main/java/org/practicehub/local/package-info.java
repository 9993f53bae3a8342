/** Starts the whole product with one command: what it needs around it, the services, the seeds. */
@NullMarked
package org.practicehub.local;

import org.jspecify.annotations.NullMarked;
