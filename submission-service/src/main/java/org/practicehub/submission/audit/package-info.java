/** The audit trail: every step of every submission, and whether it is whole and unchanged. */
@NullMarked
package org.practicehub.submission.audit;

import org.jspecify.annotations.NullMarked;
