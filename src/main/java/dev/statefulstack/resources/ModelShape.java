package dev.statefulstack.resources;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.Duration;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Version;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the objects of one model class are written: their fields in order, and their additional properties.
 *
 * <p>A cold JVM pays for three things here more than for the walk itself, so they are done only where they are needed.
 * To list a class's methods loads every builder that they return; to read its own annotations loads Jackson; to
 * read those of its fields makes the JDK generate proxy classes. What fabric8's classes say in these places was
 * compared with what is done here, class by class, in ModelWalkerModelTest; other classes are refused.
 */
final class ModelShape {
    private static final String MODEL = "io.fabric8.kubernetes.api.model.";

    /** The release for which {@link #IRREGULAR} is complete. With another one the annotations of all fields are read. */
    static final boolean KNOWN_RELEASE = "8.0.0".equals(Version.clientVersion());

    /** The classes with a field that is not written by the habit of fabric8's generator. */
    private static final Set<String> IRREGULAR = new HashSet<>(List.of(
            "AuthInfo",
            "Cluster",
            "Config",
            "DaemonEndpoint",
            "DefaultKubernetesResourceList",
            "LimitRangeItem",
            "ListMeta",
            "ListOptions",
            "Table",
            "TableRow",
            "apiextensions.v1.JSONSchemaProps",
            "apiextensions.v1beta1.CustomResourceColumnDefinition",
            "apiextensions.v1beta1.JSONSchemaProps",
            "coordination.v1.LeaseSpec",
            "gatewayapi.v1.FrontendTLSConfig",
            "resource.v1.CapacityRequestPolicy",
            "resource.v1.DeviceAttribute",
            "resource.v1alpha2.NamedResourcesAttribute",
            "resource.v1beta1.CapacityRequestPolicy",
            "resource.v1beta1.DeviceAttribute",
            "resource.v1beta2.CapacityRequestPolicy",
            "resource.v1beta2.DeviceAttribute"));

    /** How the walker takes an object. */
    enum Form {
        LIST,
        MAP,
        /** By a rule of its own. */
        SPECIAL,
        FIELDS
    }

    private static final ClassValue<ModelShape> SHAPES = new ClassValue<>() {
        @Override
        protected ModelShape computeValue(Class<?> type) {
            if (List.class.isAssignableFrom(type)) {
                return new ModelShape(type, Form.LIST);
            }
            if (Map.class.isAssignableFrom(type)) {
                return new ModelShape(type, Form.MAP);
            }
            for (Class<?> special : List.of(Quantity.class, AnyType.class, Duration.class, MicroTime.class)) {
                if (special.isAssignableFrom(type)) {
                    return new ModelShape(type, Form.SPECIAL);
                }
            }
            refuseUnknown(type);
            return new ModelShape(type);
        }
    };

    private static final Comparator<ModelField> ORDER = new Comparator<>() {
        @Override
        public int compare(ModelField one, ModelField other) {
            return FieldOrder.INSTANCE.compare(one.key().text(), other.key().text());
        }
    };

    private final Class<?> type;
    private final Form form;
    private final ModelField[] fields;
    private volatile @Nullable Method anyGetter;

    private ModelShape(Class<?> type, Form form) {
        this.type = type;
        this.form = form;
        this.fields = new ModelField[0];
    }

    private ModelShape(Class<?> type) {
        this.type = type;
        this.form = Form.FIELDS;
        List<ModelField> found = new ArrayList<>();
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            boolean byHabit = KNOWN_RELEASE && !isIrregular(level);
            for (Field field : level.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    found.add(byHabit ? ModelField.byHabit(field) : ModelField.byAnnotations(field));
                }
            }
        }
        found.sort(ORDER);
        fields = found.toArray(new ModelField[0]);
    }

    /** @throws Refusal if objects of this class can't be written */
    static ModelShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    static boolean isIrregular(Class<?> type) {
        return type.getName().startsWith(MODEL)
                && IRREGULAR.contains(type.getName().substring(MODEL.length()));
    }

    /** For the test that no name in the list is stale. */
    static int irregularClasses() {
        return IRREGULAR.size();
    }

    Form form() {
        return form;
    }

    /** In the order in which they are written; ignored ones stand among them. */
    ModelField[] fields() {
        return fields;
    }

    /** What the method with {@code @JsonAnyGetter} returns; null if there is no such method. */
    @Nullable
    Map<?, ?> additionalProperties(Object object) {
        Method getter = anyGetter;
        if (getter == null) {
            getter = findAnyGetter();
            anyGetter = getter;
        }
        try {
            return getter == null ? null : (Map<?, ?>) getter.invoke(object);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Can't read the additional properties of a " + type.getName(), e);
        }
    }

    private @Nullable Method findAnyGetter() {
        for (Method method : type.getMethods()) {
            JsonAnyGetter any = method.getAnnotation(JsonAnyGetter.class);
            if (any != null && any.enabled()) {
                return method;
            }
        }
        return null;
    }

    private static void refuseUnknown(Class<?> type) {
        String name = type.getName();
        if (type.isEnum()) {
            throw new Refusal(name + " is an enum. Use its name as a String.");
        }
        if (!name.startsWith(MODEL)) {
            throw new Refusal(
                    name + " is neither a plain value (String, Boolean, number, List, Map) nor one of fabric8's"
                            + " own classes, and only theirs are known here. " + ModelField.CONVERT);
        }
        if (type.getSimpleName().startsWith("JSONSchemaPropsOr")) {
            throw new Refusal(name + " is written by a Jackson serializer of its own. " + ModelField.CONVERT);
        }
    }
}
