/** Who calls, and what their role allows. */
@NullMarked
package org.practicehub.submission.security;

import org.jspecify.annotations.NullMarked;
