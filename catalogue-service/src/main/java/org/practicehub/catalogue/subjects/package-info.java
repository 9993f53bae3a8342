/** What there is about a topic, a country, a goal or a group, and what there is not. */
@NullMarked
package org.practicehub.catalogue.subjects;

import org.jspecify.annotations.NullMarked;
