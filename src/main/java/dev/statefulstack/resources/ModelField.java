package dev.statefulstack.resources;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.statefulstack.tree.ScalarNode;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of a model class: under which name it is written, and when it is left out. */
final class ModelField {
    /** The way out of every refusal: plain maps, lists and values are all known. */
    static final String CONVERT = "Turn the resource into plain values first: new KubernetesSerialization()"
            + ".convertValue(resource, GenericKubernetesResource.class).";

    private final Field field;
    private final ScalarNode key;
    private final boolean ignored;
    private final boolean leftOutIfEmpty;
    private final boolean keyed;
    private final @Nullable String refusal;

    private ModelField(Field field, String name, boolean ignored, boolean leftOutIfEmpty, @Nullable String problem) {
        field.setAccessible(true);
        this.field = field;
        this.key = ScalarNode.string(name);
        this.ignored = ignored;
        this.leftOutIfEmpty = leftOutIfEmpty;
        this.keyed = field.getType() == Map.class;
        this.refusal =
                problem == null ? null : describe(field) + " " + problem + ", which is not known here. " + CONVERT;
    }

    /** As the annotations say. */
    static ModelField byAnnotations(Field field) {
        String name = field.getName();
        boolean isProperty = false;
        boolean ignored = false;
        boolean leftOutIfEmpty = false;
        String problem = null;
        for (Annotation annotation : field.getDeclaredAnnotations()) {
            if (annotation instanceof JsonProperty property) {
                isProperty = true;
                name = property.value().isEmpty() ? name : property.value();
            } else if (annotation instanceof JsonInclude include) {
                leftOutIfEmpty = leavesOutEmpty(include, field);
            } else if (annotation instanceof JsonIgnore ignore) {
                ignored = ignore.value();
            } else if (changesOutput(annotation)) {
                problem = "carries @" + annotation.annotationType().getSimpleName();
            }
        }
        if (!isProperty && !ignored) {
            problem = "carries no @JsonProperty";
        }
        return new ModelField(field, name, ignored, leftOutIfEmpty, problem);
    }

    /** What the annotations of nearly every field say; a test names the classes where they say something else. */
    static ModelField byHabit(Field field) {
        boolean holdsMany = field.getType() == List.class || field.getType() == Map.class;
        return new ModelField(field, field.getName(), field.getName().equals("additionalProperties"), holdsMany, null);
    }

    ScalarNode key() {
        return key;
    }

    /** Not written itself, but its map may be what the class's {@code @JsonAnyGetter} returns. */
    boolean ignored() {
        return ignored;
    }

    /** Declared as a map, so that its keys are a user's names and not the fields of an object. */
    boolean keyed() {
        return keyed;
    }

    /**
     * The value to write, or null where Jackson leaves the field out.
     *
     * @throws Refusal if there is a value, and Jackson would write it by a rule that is not known here
     */
    @Nullable
    Object read(Object object) {
        Object value;
        try {
            value = field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Can't read " + describe(field), e);
        }
        if (value == null || (leftOutIfEmpty && isEmpty(value))) {
            return null;
        }
        if (refusal != null && !ignored) {
            throw new Refusal(refusal);
        }
        return value;
    }

    /** For tests that compare {@link #byHabit} with {@link #byAnnotations}. */
    @Override
    public String toString() {
        return describe(field) + " as " + key.text() + (ignored ? ", ignored" : leftOutIfEmpty ? ", unless empty" : "")
                + (refusal == null ? "" : ", refused");
    }

    private boolean isEmpty(Object value) {
        if (keyed) {
            return ((Map<?, ?>) value).isEmpty();
        }
        return (value instanceof Collection<?> collection && collection.isEmpty())
                || (value instanceof String text && text.isEmpty());
    }

    private static boolean leavesOutEmpty(JsonInclude include, Field field) {
        if (include.value() == JsonInclude.Include.NON_NULL || include.value() == JsonInclude.Include.NON_EMPTY) {
            return include.value() == JsonInclude.Include.NON_EMPTY;
        }
        throw new Refusal(describe(field) + " carries @JsonInclude(" + include.value() + "), which is not known here. "
                + CONVERT);
    }

    /** All of Jackson's annotations may, save the one for reading. */
    private static boolean changesOutput(Annotation annotation) {
        String name = annotation.annotationType().getName();
        return (name.startsWith("com.fasterxml.jackson.") || name.startsWith("tools.jackson."))
                && !name.endsWith(".JsonDeserialize");
    }

    private static String describe(Field field) {
        return field.getDeclaringClass().getName() + "." + field.getName();
    }
}
