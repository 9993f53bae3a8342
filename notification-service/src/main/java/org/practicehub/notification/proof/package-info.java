/** Answers for those who ask who was told, who was not, and why. */
@NullMarked
package org.practicehub.notification.proof;

import org.jspecify.annotations.NullMarked;
