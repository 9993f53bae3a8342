/** Answers submitted practices that come over Kafka. */
@NullMarked
package org.practicehub.tagging.intake;

import org.jspecify.annotations.NullMarked;
