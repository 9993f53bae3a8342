/** What a reader's criteria mean, once, for search, feeds, exports and alerts. */
@NullMarked
package org.practicehub.criteria;

import org.jspecify.annotations.NullMarked;
