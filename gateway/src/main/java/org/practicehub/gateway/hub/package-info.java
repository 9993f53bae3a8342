/** What the pages ask the services, over the same HTTP interface that everybody has. */
@NullMarked
package org.practicehub.gateway.hub;

import org.jspecify.annotations.NullMarked;
