package dev.statefulstack.resources;

import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Duration;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.runtime.RawExtension;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Model objects in which every field has a value, and hardly any value stands twice. */
final class ModelFiller {
    private static final Quantity[] QUANTITIES = {
        new Quantity("1000m"), new Quantity("4", "Gi"), new Quantity("1.50"), new Quantity("1e3"), new Quantity()
    };

    private final Set<String> leftOut;
    private int count;

    /** @param leftOut the fields, as {@code Class.field} with the class's full name, that stay null */
    ModelFiller(Set<String> leftOut) {
        this.leftOut = leftOut;
    }

    /** Objects below {@code depth} levels stay empty. */
    Object filled(Class<?> type, int depth) throws ReflectiveOperationException {
        count++;
        if (type == Quantity.class) {
            return QUANTITIES[count % QUANTITIES.length];
        }
        if (type == IntOrString.class) {
            return count % 2 == 0 ? new IntOrString(count) : new IntOrString("port-" + count);
        }
        if (type == RawExtension.class || type == AnyType.class) {
            return type.getConstructor(Object.class).newInstance(freeForm());
        }
        if (type == Duration.class) {
            return new Duration(java.time.Duration.ofMillis(count));
        }
        if (type == MicroTime.class) {
            return new MicroTime("2026-01-01T00:00:00." + count + "Z");
        }
        Object object = type.getConstructor().newInstance();
        if (depth > 0) {
            for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
                for (Field field : level.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers()) && !leftOut.contains(name(field))) {
                        field.setAccessible(true);
                        field.set(
                                object, isAdditional(field) ? additional() : value(field.getGenericType(), depth - 1));
                    }
                }
            }
        }
        return object;
    }

    static String name(Field field) {
        return field.getDeclaringClass().getName() + "." + field.getName();
    }

    private static boolean isAdditional(Field field) {
        return field.getName().equals("additionalProperties");
    }

    private Map<String, Object> additional() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("x-" + ++count, freeForm());
        map.put("on", null);
        return map;
    }

    private Map<String, Object> freeForm() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("text", "free-" + ++count);
        map.put("0123", List.of(1, 2L + Integer.MAX_VALUE, 0.5, 1e300, true, Map.of(), List.of()));
        map.put("null", null);
        return map;
    }

    private Object value(Type type, int depth) throws ReflectiveOperationException {
        count++;
        if (type == String.class) {
            return "text-" + count;
        }
        if (type == Boolean.class) {
            return count % 2 == 0;
        }
        if (type == Integer.class) {
            return count;
        }
        if (type == Long.class) {
            return (1L << 40) + count;
        }
        if (type == Double.class) {
            return count / 8.0;
        }
        if (type == Object.class) {
            return freeForm();
        }
        if (type instanceof TypeVariable || type == HasMetadata.class) {
            return filled(ConfigMap.class, depth);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            List<Object> list = new ArrayList<>();
            for (int size = 1 + count % 2; size > 0; size--) {
                list.add(value(generic.getActualTypeArguments()[0], depth));
            }
            return list;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("on", value(generic.getActualTypeArguments()[1], depth));
            map.put("0123", null);
            map.put("a.b/c-" + count, value(generic.getActualTypeArguments()[1], depth));
            return map;
        }
        if (type instanceof Class<?> model) {
            return filled(model, depth);
        }
        throw new IllegalStateException("The filler knows no value for " + type);
    }
}
