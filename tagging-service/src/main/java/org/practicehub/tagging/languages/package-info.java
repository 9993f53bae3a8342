/** Tells what language a text is written in. */
@NullMarked
package org.practicehub.tagging.languages;

import org.jspecify.annotations.NullMarked;
