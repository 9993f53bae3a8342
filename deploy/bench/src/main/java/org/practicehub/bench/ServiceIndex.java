package org.practicehub.bench;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The catalogue service's own search index, from the classes it was built into; no broker. */
final class ServiceIndex implements AutoCloseable {

    private static final String PACKAGE = "org.practicehub.catalogue.index.";
    private static final int BUFFER_MEGABYTES = 32;
    private static final int CARDS = 20;

    private final URLClassLoader loader;
    private final Object index;
    private final Object intake;
    private final Object search;
    private final Set<Object> facets = new HashSet<>();

    /** Opens the index in this folder, or makes an empty one. */
    ServiceIndex(File home, Path folder) throws IOException {
        loader = ServiceClasses.of(home, "catalogue-service");
        index = called(type("PracticeIndex"), "open", folder, BUFFER_MEGABYTES);
        intake = made("Intake", index, List.of());
        search = made("IndexSearch", made("FacetLabels"));
        for (String facet : SearchCorpus.FACETS) {
            facets.add(called(type("Facet"), "byWire", facet));
        }
    }

    /** As they come from the log. */
    void take(List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
        call(intake, "take", records);
    }

    /** Lets readers see what was taken in, and keeps it. */
    void commit() throws IOException {
        call(index, "refresh");
        call(index, "commit", made("Place", "bench", Map.of()));
    }

    /** On disk. */
    long bytes() throws IOException {
        return (Long) requireNonNull(call(index, "bytes"));
    }

    /**
     * The 20 most relevant, with four facets counted.
     *
     * @return how many there are in all
     */
    long search(Criteria criteria) throws IOException {
        Object inquiry = made("Inquiry", criteria, null, null, null, CARDS, facets);
        Object found = requireNonNull(call(search, "page", index, inquiry));
        return (Long) requireNonNull(call(found, "total"));
    }

    private Class<?> type(String name) throws IOException {
        try {
            return loader.loadClass(PACKAGE + name);
        } catch (ClassNotFoundException e) {
            throw new IOException("the service has no " + name + " any more", e);
        }
    }

    private Object made(String name, @Nullable Object... arguments) throws IOException {
        try {
            Constructor<?> only = type(name).getDeclaredConstructors()[0];
            only.setAccessible(true);
            return only.newInstance(arguments);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IOException(name + " is not what it was", e);
        }
    }

    private static Object called(Class<?> type, String name, Object... arguments)
            throws IOException {
        return requireNonNull(invoke(type, null, name, arguments));
    }

    private static @Nullable Object call(Object on, String name, Object... arguments)
            throws IOException {
        return invoke(on.getClass(), on, name, arguments);
    }

    private static @Nullable Object invoke(
            Class<?> type, @Nullable Object on, String name, Object... arguments)
            throws IOException {
        try {
            Method method =
                    Arrays.stream(type.getDeclaredMethods())
                            .filter(each -> each.getName().equals(name))
                            .filter(each -> !Modifier.isPrivate(each.getModifiers()))
                            .filter(each -> each.getParameterCount() == arguments.length)
                            .findFirst()
                            .orElseThrow(() -> new NoSuchMethodException(name));
            method.setAccessible(true);
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw new IOException(type.getSimpleName() + "." + name + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IOException(type.getSimpleName() + "." + name + " failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        call(index, "close");
        loader.close();
    }
}
