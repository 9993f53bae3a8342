/** The contributor's door: hand in, look after, revise and withdraw one's own submissions. */
@NullMarked
package org.practicehub.submission.contribution;

import org.jspecify.annotations.NullMarked;
