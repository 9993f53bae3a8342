/** The search index: a Lucene copy of the log with its place in the log inside. */
@NullMarked
package org.practicehub.catalogue.index;

import org.jspecify.annotations.NullMarked;
