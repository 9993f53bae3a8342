/** One practice at one address, in the form that the reader asks for. */
@NullMarked
package org.practicehub.catalogue.practice;

import org.jspecify.annotations.NullMarked;
