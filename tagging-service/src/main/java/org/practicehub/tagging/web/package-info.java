/** The service over HTTP: previews and vocabularies, and who may ask. */
@NullMarked
package org.practicehub.tagging.web;

import org.jspecify.annotations.NullMarked;
