/** The tagging service: content in, tags with evidence out; it stores nothing. */
@NullMarked
package org.practicehub.tagging;

import org.jspecify.annotations.NullMarked;
