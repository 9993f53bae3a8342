/** Tags or evaluates files from the command line. */
@NullMarked
package org.practicehub.tagging.offline;

import org.jspecify.annotations.NullMarked;
