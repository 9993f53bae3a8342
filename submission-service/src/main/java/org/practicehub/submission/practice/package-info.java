/**
 * A practice on its way: the aggregate with its transitions and policies, and the one document it
 * is kept in.
 */
@NullMarked
package org.practicehub.submission.practice;

import org.jspecify.annotations.NullMarked;
