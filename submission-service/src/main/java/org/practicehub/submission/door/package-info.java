/**
 * What the contributor's door and the review desk share: how a change is asked for, and answered.
 */
@NullMarked
package org.practicehub.submission.door;

import org.jspecify.annotations.NullMarked;
