package org.practicehub.local.services;

import java.io.IOException;

/**
 * Runs a service's executable jar and ends with the process that started it, however that ends: its
 * end closes our standard input. This class goes to the service's process alone, so it may use
 * nothing but the JDK.
 */
final class ParentWatch {

    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    private ParentWatch() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().name("parent-watch").daemon().start(ParentWatch::watch);
        Class.forName(LAUNCHER).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes here; only the end means something.
            }
        } catch (IOException e) {
            // The same as the end.
        }
        Runtime.getRuntime().halt(1);
    }
}
