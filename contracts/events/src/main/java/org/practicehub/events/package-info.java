/** The facts that services tell each other over Kafka, and the one way they are written down. */
@NullMarked
package org.practicehub.events;

import org.jspecify.annotations.NullMarked;
