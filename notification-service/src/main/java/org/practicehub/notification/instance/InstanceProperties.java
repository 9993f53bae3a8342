package org.practicehub.notification.instance;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who this instance is.
 *
 * @param name stays the same over restarts and belongs to one running process at a time, as the
 *     names of a Kubernetes StatefulSet do: whoever starts under it takes over from its predecessor
 *     at once. Empty: nothing is promised, and the predecessor has to be silent first, unless it is
 *     seen to have ended.
 */
@ConfigurationProperties("notification.instance")
public record InstanceProperties(@DefaultValue("") String name) {}
