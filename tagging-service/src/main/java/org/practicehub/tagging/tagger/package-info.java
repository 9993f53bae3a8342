/** Asks every tagger about one content and puts the answers together. */
@NullMarked
package org.practicehub.tagging.tagger;

import org.jspecify.annotations.NullMarked;
