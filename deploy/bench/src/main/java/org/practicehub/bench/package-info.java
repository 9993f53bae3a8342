/** Benchmarks: one question each, asked from a process of its own, with the raw limit beside it. */
@NullMarked
package org.practicehub.bench;

import org.jspecify.annotations.NullMarked;
