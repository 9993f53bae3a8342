/** The habits of this HTTP interface: problem details, bounded bodies, entity tags, pages. */
@NullMarked
package org.practicehub.submission.web;

import org.jspecify.annotations.NullMarked;
