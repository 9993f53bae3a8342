package org.practicehub.local.services;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** Says in the shared log which service speaks: a thread belongs to the service that began it. */
public final class ServiceName extends ClassicConverter {

    private static final InheritableThreadLocal<String> NAME = new InheritableThreadLocal<>();

    static void set(String name) {
        NAME.set(name);
    }

    @Override
    public String convert(ILoggingEvent event) {
        var name = NAME.get();
        return name == null ? "platform" : name;
    }
}
