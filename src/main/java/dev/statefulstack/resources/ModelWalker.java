package dev.statefulstack.resources;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import dev.statefulstack.tree.ScalarNode;
import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.Duration;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From fabric8's objects to the tree: the content that fabric8's Jackson mapper would write, in an order that depends on
 * nothing but the content.
 *
 * <p>Jackson itself is not used, because loading it is most of what a cold start with fabric8 costs.
 */
public final class ModelWalker {
    /** Deeper than any manifest; Jackson stops at the same depth (StreamWriteConstraints). */
    private static final int MAX_DEPTH = 500;

    private static final ScalarNode NULL = ScalarNode.nil();
    private static final ScalarNode TRUE = ScalarNode.bool(true);
    private static final ScalarNode FALSE = ScalarNode.bool(false);

    private ModelWalker() {}

    /**
     * Writes {@code resource} to a tree.
     *
     * <p>Fields stand in kyaml's order ({@code apiVersion, kind, metadata, spec}, {@code name} first in list items),
     * additional properties among them. So do the keys of maps inside of free-form values, such as the spec of a
     * {@link io.fabric8.kubernetes.api.model.GenericKubernetesResource}. The keys of maps that hold a user's names
     * (labels, annotations, data, requests and the like) are sorted.
     *
     * @param resource an object of a class in {@code io.fabric8.kubernetes.api.model}
     * @throws IllegalArgumentException if Jackson would write some part by a rule that is not known here, if an
     *     additional property stands beside the field of the same name, or if a value has no place in a manifest. The
     *     message names the resource, the path in it, the class and what to do.
     */
    public static MapNode walk(Object resource) {
        Objects.requireNonNull(resource, "resource");
        try {
            if (value(resource, 0) instanceof MapNode map) {
                return map;
            }
            throw new Refusal(resource.getClass().getName() + " is a single value. Pass the object that holds it.");
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(message(resource, refusal), refusal);
        }
    }

    private static Node value(@Nullable Object value, int depth) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String text) {
            return ScalarNode.string(text);
        }
        if (value instanceof Boolean bool) {
            return bool ? TRUE : FALSE;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (depth > MAX_DEPTH) {
            throw new Refusal("There are more than " + MAX_DEPTH + " levels. Look for an object that contains itself.");
        }
        // To ask an object of the model whether it is a list or a map means to go through all its interfaces.
        ModelShape shape = ModelShape.of(value.getClass());
        if (shape.form() == ModelShape.Form.FIELDS) {
            return object(value, shape, depth + 1);
        }
        if (shape.form() == ModelShape.Form.LIST) {
            return list((List<?>) value, depth + 1);
        }
        if (shape.form() == ModelShape.Form.MAP) {
            return map((Map<?, ?>) value, FieldOrder.INSTANCE, depth + 1);
        }
        return special(value, depth);
    }

    /** The classes with a serializer of their own, as far as they are known. */
    private static Node special(Object value, int depth) {
        if (value instanceof Quantity quantity) {
            return ScalarNode.string(quantity.toString());
        }
        if (value instanceof AnyType any) {
            return value(any.getValue(), depth + 1);
        }
        if (value instanceof Duration duration) {
            return ScalarNode.string(duration.getValue() + "ns");
        }
        return microTime((MicroTime) value);
    }

    private static MapNode object(Object object, ModelShape shape, int depth) {
        ModelField[] fields = shape.fields();
        MapNode.Entry[] entries = new MapNode.Entry[fields.length];
        int size = 0;
        boolean maybeMore = false;
        for (ModelField field : fields) {
            try {
                Object value = field.read(object);
                if (value == null) {
                    continue;
                }
                if (field.ignored()) {
                    maybeMore |= value instanceof Map<?, ?> map && !map.isEmpty();
                    continue;
                }
                Node node = field.keyed() && value instanceof Map<?, ?> map
                        ? map(map, KeyOrder.INSTANCE, depth)
                        : value(value, depth);
                entries[size++] = new MapNode.Entry(field.key(), node);
            } catch (Refusal refusal) {
                throw refusal.in(field.key().text());
            }
        }
        MapNode typed = new MapNode(List.of(Arrays.copyOf(entries, size)));
        Map<?, ?> additional = maybeMore ? shape.additionalProperties(object) : null;
        return additional == null
                ? typed
                : merged(typed, map(additional, FieldOrder.INSTANCE, depth), object.getClass());
    }

    private static MapNode merged(MapNode typed, MapNode additional, Class<?> type) {
        List<MapNode.Entry> entries = new ArrayList<>(typed.entries());
        for (MapNode.Entry entry : additional.entries()) {
            String key = entry.key().text();
            if (typed.get(key) != null) {
                // Jackson lets the additional one win and says nothing.
                throw new Refusal("An additional property stands beside the field of the same name in " + type.getName()
                                + ", and both are set. Remove one of them.")
                        .in(key);
            }
            entries.add(entry);
        }
        entries.sort(FieldOrder.INSTANCE);
        return new MapNode(entries);
    }

    private static MapNode map(Map<?, ?> map, Comparator<MapNode.Entry> order, int depth) {
        MapNode.Entry[] entries = new MapNode.Entry[map.size()];
        int size = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new Refusal("The map has a key that is no String: " + entry.getKey() + ". Use Strings as keys.");
            }
            try {
                entries[size++] = new MapNode.Entry(key, value(entry.getValue(), depth));
            } catch (Refusal refusal) {
                throw refusal.in(key);
            }
        }
        Arrays.sort(entries, order);
        return new MapNode(List.of(entries));
    }

    private static ListNode list(List<?> list, int depth) {
        Node[] items = new Node[list.size()];
        for (int i = 0; i < items.length; i++) {
            try {
                items[i] = value(list.get(i), depth);
            } catch (Refusal refusal) {
                throw refusal.in(i);
            }
        }
        return new ListNode(List.of(items));
    }

    private static ScalarNode number(Number number) {
        if (number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger) {
            return integer(number);
        }
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new Refusal(number + " is no number that JSON knows. Use a finite one.");
            }
            return decimal(number.toString());
        }
        if (number instanceof BigDecimal) {
            String text = number.toString();
            return text.indexOf('.') < 0 && text.indexOf('E') < 0 ? integer(number) : decimal(text);
        }
        throw new Refusal(
                number.getClass().getName() + " is a number of an unknown class. Use Integer, Long or Double.");
    }

    private static ScalarNode integer(Number number) {
        return new ScalarNode(ScalarNode.Kind.INTEGER, number.toString(), Position.NONE);
    }

    /** YAML 1.1 takes {@code 1E5} and {@code 1.0E5} for text: it wants a point, and a sign in the exponent. */
    private static ScalarNode decimal(String text) {
        int e = text.indexOf('E');
        if (e >= 0) {
            String mantissa = text.substring(0, e);
            String exponent = text.substring(e + 1);
            text = (mantissa.indexOf('.') < 0 ? mantissa + ".0" : mantissa)
                    + (exponent.startsWith("-") || exponent.startsWith("+") ? "E" : "E+")
                    + exponent;
        }
        return new ScalarNode(ScalarNode.Kind.FLOAT, text, Position.NONE);
    }

    private static ScalarNode microTime(MicroTime microTime) {
        if (microTime.getTime() == null) {
            throw new Refusal("The MicroTime has no time. Set one, or leave the MicroTime out.");
        }
        return ScalarNode.string(microTime.getTime());
    }

    private static String message(Object resource, Refusal refusal) {
        String name = resource.getClass().getSimpleName();
        if (resource instanceof HasMetadata known) {
            name = known.getKind() == null ? name : known.getKind();
            ObjectMeta metadata = known.getMetadata();
            if (metadata != null && metadata.getName() != null) {
                name += " " + metadata.getName();
            }
        }
        String path = refusal.path();
        return name + " can't be written" + (path.isEmpty() ? ": " : ", at " + path + ": ") + refusal.what();
    }
}
