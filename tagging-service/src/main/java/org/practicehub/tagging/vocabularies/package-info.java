/** The codes that tags may carry, with their labels in four languages. */
@NullMarked
package org.practicehub.tagging.vocabularies;

import org.jspecify.annotations.NullMarked;
