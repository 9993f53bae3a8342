/** Listens to the log and keeps the read model in MongoDB current. */
@NullMarked
package org.practicehub.catalogue.projection;

import org.jspecify.annotations.NullMarked;
