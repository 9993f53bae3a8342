/** Gives published practices the tags of a newer tagger: compared first, then applied. */
@NullMarked
package org.practicehub.submission.retagging;

import org.jspecify.annotations.NullMarked;
