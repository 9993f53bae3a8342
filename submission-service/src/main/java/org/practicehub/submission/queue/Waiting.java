package org.practicehub.submission.queue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Where a submission stands in the queue.
 *
 * @param position from 1, by the time of handing in
 * @param waiting how many wait altogether
 * @param expectedWait how long it may still take, ISO 8601: the median of the last decisions less
 *     what it has waited already; absent when nothing was decided lately
 */
public record Waiting(int position, long waiting, @Nullable Duration expectedWait) {}
