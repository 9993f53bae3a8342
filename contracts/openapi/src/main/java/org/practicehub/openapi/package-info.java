/** How the services' OpenAPI documents are written. */
@NullMarked
package org.practicehub.openapi;

import org.jspecify.annotations.NullMarked;
