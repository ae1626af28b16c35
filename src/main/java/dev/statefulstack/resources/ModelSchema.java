package dev.statefulstack.resources;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What fields Kubernetes' own resources have, and of which types: what fabric8's classes say, for those who read YAML. */
public final class ModelSchema {
    private static final String MODEL = "io.fabric8.kubernetes.api.model.";

    /** What may stand in a field. */
    public enum Shape {
        TEXT,
        INTEGER,
        NUMBER,
        BOOLEAN,
        INTEGER_OR_TEXT,
        /** A text or a number. */
        QUANTITY,
        LIST,
        /** A map whose keys are a user's names. */
        MAP,
        OBJECT,
        /** Nothing is known. */
        ANY
    }

    private static final ModelSchema UNKNOWN = new ModelSchema(Shape.ANY, null, null);

    private static final ClassValue<ModelSchema> CLASSES = new ClassValue<>() {
        @Override
        protected ModelSchema computeValue(Class<?> type) {
            return new ModelSchema(Shape.OBJECT, type, null);
        }
    };

    private final Shape shape;
    private final @Nullable Class<?> type;
    private final @Nullable Type content;
    private volatile @Nullable Map<String, ModelSchema> fields;

    private ModelSchema(Shape shape, @Nullable Class<?> type, @Nullable Type content) {
        this.shape = shape;
        this.type = type;
        this.content = content;
    }

    /** The resource's schema, or null for a kind that is not known here. */
    public static @Nullable ModelSchema of(String apiVersion, String kind) {
        String room = room(apiVersion);
        if (room == null || kind.isEmpty() || !Character.isUpperCase(kind.charAt(0))) {
            return null;
        }
        try {
            return CLASSES.get(Class.forName(MODEL + room + kind, false, ModelSchema.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** The package of fabric8's classes for an API version; null where none is used here. */
    private static @Nullable String room(String apiVersion) {
        return switch (apiVersion) {
            case "v1" -> "";
            case "apps/v1" -> "apps.";
            case "batch/v1" -> "batch.v1.";
            case "policy/v1" -> "policy.v1.";
            case "autoscaling/v1" -> "autoscaling.v1.";
            case "autoscaling/v2" -> "autoscaling.v2.";
            case "networking.k8s.io/v1" -> "networking.v1.";
            case "rbac.authorization.k8s.io/v1" -> "rbac.";
            case "storage.k8s.io/v1" -> "storage.";
            case "scheduling.k8s.io/v1" -> "scheduling.v1.";
            default -> null;
        };
    }

    public Shape shape() {
        return shape;
    }

    /** The names of an object's fields with what may stand in them; empty for everything else. */
    public Map<String, ModelSchema> fields() {
        Map<String, ModelSchema> found = fields;
        if (found == null) {
            found = new LinkedHashMap<>();
            for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
                for (Field field : level.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getName().equals("additionalProperties")) {
                        found.put(field.getName(), of(field.getGenericType()));
                    }
                }
            }
            fields = found;
        }
        return found;
    }

    /** What may stand in the items of a list and behind the keys of a map. */
    public ModelSchema content() {
        return content == null ? UNKNOWN : of(content);
    }

    private static ModelSchema of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ModelSchema(Shape.LIST, null, arguments[0]);
            }
            return generic.getRawType() == Map.class ? new ModelSchema(Shape.MAP, null, arguments[1]) : UNKNOWN;
        }
        return type instanceof Class<?> plain ? ofClass(plain) : UNKNOWN;
    }

    private static ModelSchema ofClass(Class<?> type) {
        if (type == String.class) {
            return new ModelSchema(Shape.TEXT, null, null);
        }
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return new ModelSchema(Shape.INTEGER, null, null);
        }
        if (type == Double.class || type == Float.class) {
            return new ModelSchema(Shape.NUMBER, null, null);
        }
        if (type == Boolean.class || type == boolean.class) {
            return new ModelSchema(Shape.BOOLEAN, null, null);
        }
        if (type == IntOrString.class) {
            return new ModelSchema(Shape.INTEGER_OR_TEXT, null, null);
        }
        if (type == Quantity.class) {
            return new ModelSchema(Shape.QUANTITY, null, null);
        }
        boolean known = type.getName().startsWith(MODEL)
                && !type.isInterface()
                && !type.isEnum()
                && !ModelShape.isIrregular(type)
                && !isFree(type);
        return known ? CLASSES.get(type) : UNKNOWN;
    }

    /** Classes that hold whatever somebody puts into them, or a text of their own form. */
    private static boolean isFree(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "FieldsV1",
                    "MicroTime",
                    "Duration",
                    "RawExtension",
                    "GenericKubernetesResource",
                    "KubernetesResource" -> true;
            default -> false;
        };
    }
}
