/** An Apache Kafka broker in this process, its log kept in a folder. */
@NullMarked
package org.practicehub.local.broker;

import org.jspecify.annotations.NullMarked;
