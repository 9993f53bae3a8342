package org.practicehub.openapi;

import com.fasterxml.jackson.databind.JavaType;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says in the schema of a record which of its components may be null and which have to be there.
 * Swagger does not know JSpecify's {@link Nullable}: what has it may be null, written as OpenAPI
 * 3.1 has it ({@code null} is one more type, or one more of the alternatives). What has it not is
 * required, unless there is a value for when it is left out: lists are empty then, numbers zero and
 * truth values false. A component that is checked by hand, and nullable for that, says of itself
 * that it is required.
 */
final class Presence implements ModelConverter {

    private static final String NULL = "null";
    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        JavaType java = type.getType() == null ? null : Json.mapper().constructType(type.getType());
        if (resolved != null && java != null && java.getRawClass().isRecord()) {
            Schema<?> model = model(resolved, context);
            if (model != null && model.getProperties() != null) {
                for (RecordComponent component : java.getRawClass().getRecordComponents()) {
                    describe(model, component);
                }
            }
        }
        return resolved;
    }

    private static void describe(Schema<?> model, RecordComponent component) {
        String name = component.getName();
        Schema<?> property = model.getProperties().get(name);
        if (property == null || isRequired(model, name)) {
            return;
        }
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            allowNull(model.getProperties(), name, property);
        } else if (!hasDefault(component.getType())) {
            model.addRequiredItem(name);
        }
    }

    private static boolean isRequired(Schema<?> model, String name) {
        return model.getRequired() != null && model.getRequired().contains(name);
    }

    private static boolean hasDefault(Class<?> type) {
        return type.isPrimitive()
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type);
    }

    private static @Nullable Schema<?> model(Schema<?> resolved, ModelConverterContext context) {
        String reference = resolved.get$ref();
        return reference == null
                ? resolved
                : context.getDefinedModels()
                        .get(
                                reference.startsWith(REFERENCE)
                                        ? reference.substring(REFERENCE.length())
                                        : reference);
    }

    @SuppressWarnings("rawtypes") // so is the model of OpenAPI
    private static void allowNull(Map<String, Schema> properties, String name, Schema<?> property) {
        if (property.get$ref() != null) {
            properties.put(name, new JsonSchema().anyOf(List.of(property, nothing())));
            return;
        }
        Set<String> types = new LinkedHashSet<>();
        if (property.getTypes() != null) {
            types.addAll(property.getTypes());
        } else if (property.getType() != null) {
            types.add(property.getType());
        }
        if (!types.isEmpty() && types.add(NULL)) {
            property.setTypes(types);
            allowNullAmongValues(property);
        }
    }

    private static <T> void allowNullAmongValues(Schema<T> property) {
        if (property.getEnum() != null) {
            List<T> values = new ArrayList<>(property.getEnum());
            values.add(null);
            property.setEnum(values);
        }
    }

    private static Schema<?> nothing() {
        return new JsonSchema().types(Set.of(NULL));
    }
}
