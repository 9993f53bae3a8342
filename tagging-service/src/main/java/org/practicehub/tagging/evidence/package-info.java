/** What the taggers found, as tags that point to the text that supports them. */
@NullMarked
package org.practicehub.tagging.evidence;

import org.jspecify.annotations.NullMarked;
