package org.practicehub.bench;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;

/** What a service was built into, for a look at a part of it without the rest. */
final class ServiceClasses {

    /**
     * @param module such as {@code catalogue-service}
     * @throws IOException when it is not built
     */
    static URLClassLoader of(File home, String module) throws IOException {
        File classes = new File(home, module + "/target/classes");
        if (!classes.isDirectory()) {
            throw new IOException("the product is not built: " + classes + " is missing");
        }
        return new URLClassLoader(
                new URL[] {classes.toURI().toURL()}, ServiceClasses.class.getClassLoader());
    }

    private ServiceClasses() {}
}
