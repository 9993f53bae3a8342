package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Version 1 as text, one fact a line: {@code PracticePublished.tags: List<Tag> optional}. */
final class ApiSnapshot {

    record Component(String name, String type, boolean optional) {}

    static Set<String> lines() {
        Set<String> lines = new LinkedHashSet<>();
        for (EventType type : EventType.values()) {
            lines.add("event " + type.wire() + ": " + type.event().getSimpleName());
        }
        for (Class<?> type : reachable()) {
            for (Component component : components(type)) {
                lines.add(
                        name(type)
                                + "."
                                + component.name()
                                + ": "
                                + component.type()
                                + (component.optional() ? " optional" : ""));
            }
        }
        for (Class<?> type : enums()) {
            values(type).forEach(value -> lines.add(name(type) + " = " + value));
        }
        return lines;
    }

    static List<Component> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(ApiSnapshot::component).toList();
    }

    static List<Class<?>> enums() {
        Set<Class<?>> enums = new LinkedHashSet<>();
        for (Class<?> type : reachable()) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (component.getType().isEnum()) {
                    enums.add(component.getType());
                }
            }
        }
        return List.copyOf(enums);
    }

    /** The values of an enum as they stand on the wire. */
    static List<String> values(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(
                        constant -> {
                            try {
                                return (String) type.getMethod("wire").invoke(constant);
                            } catch (ReflectiveOperationException e) {
                                throw new AssertionError(e);
                            }
                        })
                .toList();
    }

    private static Set<Class<?>> reachable() {
        Set<Class<?>> found = new LinkedHashSet<>();
        Stream.of(EventType.values()).forEach(type -> reach(type.event(), found));
        Set<Class<?>> sorted = new TreeSet<>(java.util.Comparator.comparing(ApiSnapshot::name));
        sorted.addAll(found);
        return sorted;
    }

    private static void reach(Class<?> type, Set<Class<?>> found) {
        if (type.isRecord() && found.add(type)) {
            for (RecordComponent component : type.getRecordComponents()) {
                reach(element(component.getGenericType()), found);
            }
        }
    }

    private static Class<?> element(Type type) {
        return type instanceof ParameterizedType list
                ? (Class<?>) list.getActualTypeArguments()[0]
                : (Class<?>) type;
    }

    private static Component component(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        boolean list = component.getType() == List.class;
        String name = name(element(component.getGenericType()));
        return new Component(
                component.getName(),
                list ? "List<" + name + ">" : name,
                list || type.isAnnotationPresent(Nullable.class));
    }

    private static String name(Class<?> type) {
        return type.getEnclosingClass() == null
                ? type.getSimpleName()
                : name(type.getEnclosingClass()) + "." + type.getSimpleName();
    }

    private ApiSnapshot() {}
}
