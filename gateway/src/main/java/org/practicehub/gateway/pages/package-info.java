/** The web pages: rendered here, without scripts. */
@NullMarked
package org.practicehub.gateway.pages;

import org.jspecify.annotations.NullMarked;
