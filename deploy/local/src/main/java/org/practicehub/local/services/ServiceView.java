package org.practicehub.local.services;

import org.jspecify.annotations.Nullable;
import org.springframework.core.SmartClassLoader;

import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows a service the part of the shared class path that it would have by itself. It defines no
 * class: services share those they both use. But what a service does not depend on is not found
 * here, neither as a class nor as a resource, so auto-configuration, service loaders and conditions
 * on classes come out as in the service's own jar.
 */
final class ServiceView extends ClassLoader implements SmartClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader shared;
    private final Set<String> artefacts;
    private final Map<String, Boolean> shown = new ConcurrentHashMap<>();

    ServiceView(String service, ClassLoader shared, Set<String> artefacts) {
        super(service, shared);
        this.shared = shared;
        this.artefacts = Set.copyOf(artefacts);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        var found = shared.loadClass(name);
        if (found.getClassLoader() == shared
                && !shows(found.getProtectionDomain().getCodeSource())) {
            throw new ClassNotFoundException(name + " is not on the class path of " + getName());
        }
        return found;
    }

    @Override
    public @Nullable URL getResource(String name) {
        var first = shared.getResource(name);
        if (first == null || shows(first)) {
            return first;
        }
        try {
            var all = getResources(name);
            return all.hasMoreElements() ? all.nextElement() : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return Collections.enumeration(
                Collections.list(shared.getResources(name)).stream().filter(this::shows).toList());
    }

    private boolean shows(@Nullable CodeSource source) {
        return source == null || source.getLocation() == null || shows(source.getLocation());
    }

    private boolean shows(URL url) {
        if (url.getProtocol().equals("jrt")) {
            return true;
        }
        var place = url.toString();
        int inside = place.indexOf("!/");
        return shown.computeIfAbsent(
                inside < 0 ? place : place.substring(0, inside), this::showsJar);
    }

    private boolean showsJar(String place) {
        if (place.endsWith(".jar")) {
            return artefacts.contains(
                    ServiceJar.artefact(place.substring(place.lastIndexOf('/') + 1)));
        }
        // A module's classes before they are packaged: .../submission-service/target/classes/...
        int target = place.indexOf("/target/");
        return target > 0
                && artefacts.contains(
                        place.substring(place.lastIndexOf('/', target - 1) + 1, target));
    }

    @Override
    public boolean isClassReloadable(Class<?> type) {
        return false;
    }

    /** Proxies belong where the proxied class is, or they could not see its package. */
    @Override
    public ClassLoader getOriginalClassLoader() {
        return shared;
    }
}
