/**
 * Carries what happened from the documents to Kafka and to the archive, in order, and loses
 * nothing.
 */
@NullMarked
package org.practicehub.submission.outbox;

import org.jspecify.annotations.NullMarked;
