/** Forgets a person wherever the service keeps something of them. */
@NullMarked
package org.practicehub.submission.erasure;

import org.jspecify.annotations.NullMarked;
