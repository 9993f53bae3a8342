/**
 * Text as the taggers read it: named passages, their words, and spans that point back into them.
 */
@NullMarked
package org.practicehub.tagging.text;

import org.jspecify.annotations.NullMarked;
