/** Harvesting by OAI-PMH 2.0. */
@NullMarked
package org.practicehub.catalogue.oai;

import org.jspecify.annotations.NullMarked;
