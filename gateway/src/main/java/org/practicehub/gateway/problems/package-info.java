/** What is answered when a request cannot be served: problem details, or a page for people. */
@NullMarked
package org.practicehub.gateway.problems;

import org.jspecify.annotations.NullMarked;
