package org.practicehub.tagging.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who this instance is to the consumer group.
 *
 * @param member stays the same over restarts and belongs to one running process at a time: who
 *     comes back under it has its partitions at once, as a static member. Empty: after a crash the
 *     session has to expire first
 */
@ConfigurationProperties("practicehub.tagging.intake")
record IntakeProperties(@DefaultValue("") String member) {}
