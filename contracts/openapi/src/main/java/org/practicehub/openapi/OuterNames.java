package org.practicehub.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;

/**
 * Names the schema of a nested class after its outer one as well, {@code QueueItem} for {@code
 * QueueController.Item}: by their own names alone, two classes called {@code Item} would be one
 * schema.
 */
final class OuterNames extends TypeNameResolver {

    private static final String CONTROLLER = "Controller";

    @Override
    protected String getNameOfClass(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        if (outer == null) {
            return super.getNameOfClass(type);
        }
        String name = getNameOfClass(outer);
        return (name.endsWith(CONTROLLER)
                        ? name.substring(0, name.length() - CONTROLLER.length())
                        : name)
                + type.getSimpleName();
    }
}
