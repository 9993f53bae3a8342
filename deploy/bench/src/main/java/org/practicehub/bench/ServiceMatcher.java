package org.practicehub.bench;

import org.practicehub.criteria.Criteria;
import org.practicehub.events.PracticePublished;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.util.List;

/** The notification service's own matcher, from the classes it was built into. */
final class ServiceMatcher implements AutoCloseable {

    private static final String CLASS = "org.practicehub.notification.matching.Matcher";

    private final URLClassLoader loader;
    private final Object matcher;
    private final Method put;
    private final Method match;

    ServiceMatcher(File home) throws IOException {
        loader = ServiceClasses.of(home, "notification-service");
        try {
            Class<?> type = loader.loadClass(CLASS);
            matcher = type.getConstructor().newInstance();
            put = type.getMethod("put", String.class, Criteria.class);
            match = type.getMethod("match", PracticePublished.class);
        } catch (ReflectiveOperationException e) {
            throw new IOException(CLASS + " is not what it was", e);
        }
    }

    void put(String id, Criteria criteria) throws IOException {
        call(put, id, criteria);
    }

    /** How many criteria the practice meets. */
    int match(PracticePublished practice) throws IOException {
        return call(match, practice) instanceof List<?> met ? met.size() : 0;
    }

    private Object call(Method method, Object... arguments) throws IOException {
        try {
            return method.invoke(matcher, arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IOException(method.getName() + " failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
