package dev.statefulstack.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Compares the walker with Jackson over every class of fabric8's model. */
class ModelWalkerModelTest {
    private static final String MODEL = "io.fabric8.kubernetes.api.model.";

    /** Written by a serializer of their own that the walker does not know. */
    private static final Set<String> REFUSED_CLASSES = Set.of(
            MODEL + "apiextensions.v1.JSONSchemaPropsOrArray",
            MODEL + "apiextensions.v1.JSONSchemaPropsOrBool",
            MODEL + "apiextensions.v1.JSONSchemaPropsOrStringArray",
            MODEL + "apiextensions.v1beta1.JSONSchemaPropsOrArray",
            MODEL + "apiextensions.v1beta1.JSONSchemaPropsOrBool",
            MODEL + "apiextensions.v1beta1.JSONSchemaPropsOrStringArray");

    /** Written by a serializer of their own that the walker knows, as are IntOrString and RawExtension: AnyTypes. */
    private static final Set<String> KNOWN_SERIALIZERS =
            Set.of(MODEL + "AnyType", MODEL + "Duration", MODEL + "MicroTime", MODEL + "Quantity");

    /** Single fields of types that belong to Jackson, or that Jackson formats by an annotation. */
    private static final Set<String> REFUSED_FIELDS = Set.of(
            MODEL + "apiextensions.v1.JSONSchemaProps._default",
            MODEL + "apiextensions.v1.JSONSchemaProps._enum",
            MODEL + "apiextensions.v1.JSONSchemaProps.example",
            MODEL + "apiextensions.v1beta1.JSONSchemaProps._default",
            MODEL + "apiextensions.v1beta1.JSONSchemaProps._enum",
            MODEL + "apiextensions.v1beta1.JSONSchemaProps.example",
            MODEL + "coordination.v1.LeaseSpec.acquireTime",
            MODEL + "coordination.v1.LeaseSpec.renewTime");

    private static final int DEPTH = 3;

    private final KubernetesSerialization jackson = new KubernetesSerialization();
    private final JsonMapper json = JsonMapper.shared();

    @Test
    void theScanFindsTheWholeModel() throws Exception {
        assertThat(ModelClasses.all()).hasSizeGreaterThan(1390);
    }

    @Test
    void emptyObjectsHaveTheContentThatJacksonWrites() throws Exception {
        List<String> differences = new ArrayList<>();
        for (Class<?> type : comparable()) {
            // Jackson writes nothing at all for a MicroTime without a time, and then fails on what it has written.
            if (type != MicroTime.class) {
                compare(type, type.getConstructor().newInstance(), differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void filledObjectsHaveTheContentThatJacksonWrites() throws Exception {
        ModelFiller filler = new ModelFiller(leftOut());
        List<String> differences = new ArrayList<>();
        for (Class<?> type : comparable()) {
            compare(type, filler.filled(type, DEPTH), differences);
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void refusedClassesAreRefusedByName() throws Exception {
        for (String name : REFUSED_CLASSES) {
            Object object = Class.forName(name).getConstructor().newInstance();

            assertThatThrownBy(() -> ModelWalker.walk(object))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name + " is written by a Jackson serializer of its own");
        }
    }

    @Test
    void refusedFieldsAreRefusedByNameWhenTheyAreSet() throws Exception {
        for (String name : REFUSED_FIELDS) {
            int dot = name.lastIndexOf('.');
            Class<?> type = Class.forName(name.substring(0, dot));
            Field field = type.getDeclaredField(name.substring(dot + 1));
            Object object = type.getConstructor().newInstance();
            field.setAccessible(true);
            field.set(object, jacksonValue(field));

            assertThatThrownBy(() -> ModelWalker.walk(object))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(type.getSimpleName())
                    .hasMessageContaining("convertValue(resource, GenericKubernetesResource.class)");
        }
    }

    @Test
    void theListsOfWhatIsRefusedHaveNothingTooMuchAndNothingTooLittle() throws Exception {
        Set<String> ownSerializers = new TreeSet<>();
        Set<String> foreignTypes = new TreeSet<>();
        for (Class<?> type : ModelClasses.all()) {
            JsonSerialize serialize = type.getAnnotation(JsonSerialize.class);
            if (serialize != null && serialize.using() != ValueSerializer.None.class) {
                ownSerializers.add(type.getName());
                continue;
            }
            for (Field field : fields(type)) {
                String generic = field.getGenericType().getTypeName();
                if (generic.contains("tools.jackson.") || generic.startsWith("java.time.")) {
                    foreignTypes.add(ModelFiller.name(field));
                }
            }
        }
        Set<String> expected = new TreeSet<>(REFUSED_CLASSES);
        expected.addAll(KNOWN_SERIALIZERS);
        assertThat(ownSerializers).isEqualTo(expected);
        assertThat(foreignTypes).isEqualTo(new TreeSet<>(REFUSED_FIELDS));
    }

    @Test
    void theIrregularClassesAreExactlyThoseWhoseAnnotationsBreakTheHabit() throws Exception {
        Set<String> irregular = new TreeSet<>();
        Set<String> listed = new TreeSet<>();
        for (Class<?> type : ModelClasses.all()) {
            if (REFUSED_CLASSES.contains(type.getName()) || KNOWN_SERIALIZERS.contains(type.getName())) {
                continue;
            }
            for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
                if (ModelShape.isIrregular(level)) {
                    listed.add(level.getName());
                }
                for (Field field : fields(level)) {
                    String byHabit = ModelField.byHabit(field).toString();
                    if (!ModelField.byAnnotations(field).toString().equals(byHabit)) {
                        irregular.add(level.getName());
                    }
                }
            }
        }
        assertThat(ModelShape.KNOWN_RELEASE).as("the list is used").isTrue();
        assertThat(listed).isEqualTo(irregular);
        assertThat(ModelShape.irregularClasses()).isEqualTo(listed.size());
    }

    @Test
    void whatAnAnyGetterReturnsIsTheMapOfAnIgnoredField() throws Exception {
        int getters = 0;
        for (Class<?> type : ModelClasses.all()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(JsonAnyGetter.class)) {
                    Field field = type.getDeclaredField("additionalProperties");
                    Object object = type.getConstructor().newInstance();
                    field.setAccessible(true);
                    field.set(object, new LinkedHashMap<>());
                    assertThat(method.invoke(object)).as(type.getName()).isSameAs(field.get(object));
                    assertThat(field.isAnnotationPresent(JsonIgnore.class))
                            .as(type.getName())
                            .isTrue();
                    getters++;
                }
            }
        }
        assertThat(getters).isGreaterThan(1380);
    }

    private List<Class<?>> comparable() throws Exception {
        List<Class<?>> comparable = new ArrayList<>();
        for (Class<?> type : ModelClasses.all()) {
            if (!REFUSED_CLASSES.contains(type.getName())) {
                comparable.add(type);
            }
        }
        return comparable;
    }

    /** The refused fields, and those whose type is refused. */
    private static Set<String> leftOut() throws Exception {
        Set<String> leftOut = new TreeSet<>(REFUSED_FIELDS);
        for (Class<?> type : ModelClasses.all()) {
            for (Field field : fields(type)) {
                for (String refused : REFUSED_CLASSES) {
                    if (field.getGenericType().getTypeName().contains(refused)) {
                        leftOut.add(ModelFiller.name(field));
                    }
                }
            }
        }
        return leftOut;
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static Object jacksonValue(Field field) {
        if (field.getType() == ZonedDateTime.class) {
            return ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        }
        return field.getType() == List.class ? List.of(StringNode.valueOf("a")) : StringNode.valueOf("a");
    }

    /** Inside of a free-form object, because some of the classes are written as a single value. */
    private void compare(Class<?> type, Object object, List<String> differences) {
        GenericKubernetesResource holder = new GenericKubernetesResource();
        holder.setAdditionalProperty("it", object);
        Object expected = plain(json.readTree(jackson.asJson(holder)));
        Object actual;
        try {
            actual = plain(ModelWalker.walk(holder));
        } catch (IllegalArgumentException e) {
            actual = e.getMessage();
        }
        if (!Objects.equals(expected, actual)) {
            differences.add(type.getName() + "\n  Jackson: " + expected + "\n  walker:  " + actual);
        }
    }

    private static @Nullable Object plain(Node node) {
        if (node instanceof MapNode map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            for (MapNode.Entry entry : map.entries()) {
                plain.put(entry.key().text(), plain(entry.value()));
            }
            assertThat(plain).as("no key stands twice").hasSameSizeAs(map.entries());
            return plain;
        }
        if (node instanceof ListNode list) {
            List<@Nullable Object> plain = new ArrayList<>();
            for (Node item : list.items()) {
                plain.add(plain(item));
            }
            return plain;
        }
        ScalarNode scalar = (ScalarNode) node;
        return switch (scalar.kind()) {
            case STRING -> scalar.text();
            case INTEGER -> new BigInteger(scalar.text());
            case FLOAT -> new BigDecimal(scalar.text()).stripTrailingZeros();
            case BOOLEAN -> Boolean.valueOf(scalar.text());
            case NULL -> null;
        };
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                plain.put(entry.getKey(), plain(entry.getValue()));
            }
            return plain;
        }
        if (node.isArray()) {
            List<@Nullable Object> plain = new ArrayList<>();
            for (JsonNode item : node) {
                plain.add(plain(item));
            }
            return plain;
        }
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.bigIntegerValue();
        }
        return node.isNumber() ? node.decimalValue().stripTrailingZeros() : node.stringValue();
    }
}
