/**
 * What a contributor may write: reads content from JSON and says, with pointers, what is wrong with
 * it.
 */
@NullMarked
package org.practicehub.submission.content;

import org.jspecify.annotations.NullMarked;
