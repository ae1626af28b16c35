package dev.statefulstack.schema;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A strict JSON Schema of each kind, from the classes that the Kubernetes project generates for its own Java client out
 * of the API server's description: unknown fields, missing ones and wrong types are errors.
 */
public final class Schemas {
    private static final String MODELS = "io.kubernetes.client.openapi.models.V1";
    private static final String QUANTITY =
            "^[+-]?([0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+)([EPTGMk]i?|Ki|[numEe]|[Ee][+-]?[0-9]+)?$";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Map<String, Schema> SCHEMAS = new TreeMap<>();

    private Schemas() {}

    /** What is wrong with the objects of a text, which a reader of its own takes apart. */
    public static List<String> errorsIn(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<String> errors = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(yaml)) {
            // Resources of Prometheus' operator are no part of Kubernetes.
            if (!String.valueOf(((Map<?, ?>) document).get("apiVersion")).startsWith("monitoring.coreos.com/")) {
                errors.addAll(errors(document));
            }
        }
        return errors;
    }

    private static synchronized List<String> errors(Object document) {
        String kind = String.valueOf(((Map<?, ?>) document).get("kind"));
        JsonNode json = MAPPER.valueToTree(document);
        return SCHEMAS.computeIfAbsent(kind, Schemas::schema).validate(json).stream()
                .map(Error::toString)
                .toList();
    }

    private static Schema schema(String kind) {
        try {
            Map<String, Object> definitions = new TreeMap<>();
            Class<?> root = Class.forName(MODELS + kind);
            define(root, definitions);
            String text = new Gson()
                    .toJson(Map.of(
                            "$ref",
                            "#/$defs/" + root.getSimpleName(),
                            "$defs",
                            definitions,
                            "required",
                            topLevel(root)));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no kind " + kind, e);
        }
    }

    /** The model takes these for optional, the API server does not. */
    private static List<String> topLevel(Class<?> root) throws ReflectiveOperationException {
        Set<?> fields = (Set<?>) root.getField("openapiFields").get(null);
        return fields.contains("spec")
                ? List.of("apiVersion", "kind", "metadata", "spec")
                : List.of("apiVersion", "kind", "metadata");
    }

    private static void define(Class<?> model, Map<String, Object> definitions) throws ReflectiveOperationException {
        if (definitions.containsKey(model.getSimpleName())) {
            return;
        }
        Map<String, Object> definition = new TreeMap<>();
        definitions.put(model.getSimpleName(), definition);
        Map<String, Object> properties = new TreeMap<>();
        for (Field field : model.getDeclaredFields()) {
            SerializedName name = field.getAnnotation(SerializedName.class);
            if (name != null) {
                properties.put(name.value(), of(field.getGenericType(), definitions));
            }
        }
        definition.put("type", "object");
        definition.put("properties", properties);
        definition.put("required", model.getField("openapiRequiredFields").get(null));
        definition.put("additionalProperties", false);
    }

    private static Map<String, Object> of(Type type, Map<String, Object> definitions)
            throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Map<String, Object> inner = of(arguments[arguments.length - 1], definitions);
            return generic.getRawType() == Map.class
                    ? Map.of("type", "object", "additionalProperties", inner)
                    : Map.of("type", "array", "items", inner);
        }
        if (type == String.class || type == byte[].class) {
            return Map.of("type", "string");
        } else if (type == Integer.class || type == Long.class) {
            return Map.of("type", "integer");
        } else if (type == Double.class) {
            return Map.of("type", "number");
        } else if (type == Boolean.class) {
            return Map.of("type", "boolean");
        } else if (type == OffsetDateTime.class) {
            return Map.of("type", "string", "format", "date-time");
        } else if (type.getTypeName().equals("io.kubernetes.client.custom.IntOrString")) {
            return Map.of("type", List.of("integer", "string"));
        } else if (type.getTypeName().equals("io.kubernetes.client.custom.Quantity")) {
            return Map.of("type", List.of("string", "number"), "pattern", QUANTITY);
        } else if (type == Object.class) {
            return Map.of();
        }
        define((Class<?>) type, definitions);
        return Map.of("$ref", "#/$defs/" + ((Class<?>) type).getSimpleName());
    }
}
