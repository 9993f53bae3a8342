/** The read model in MongoDB: published practices, tombstones of withdrawn ones, and topics. */
@NullMarked
package org.practicehub.catalogue.store;

import org.jspecify.annotations.NullMarked;
