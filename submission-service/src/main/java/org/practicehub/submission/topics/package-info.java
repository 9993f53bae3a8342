/** Editorial topics: created by administrators, told to everybody. */
@NullMarked
package org.practicehub.submission.topics;

import org.jspecify.annotations.NullMarked;
