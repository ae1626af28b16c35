package dev.statefulstack.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import dev.statefulstack.tree.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import org.snakeyaml.engine.v2.schema.Schema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML with the rules of each version and gives trees again, so that they can be compared with what was written. */
enum Readers {
    YAML_1_1 {
        @Override
        Iterable<Object> load(String text) {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            return new Yaml(new SafeConstructor(options)).loadAll(text);
        }
    },
    YAML_1_2_CORE {
        @Override
        Iterable<Object> load(String text) {
            return engine(new CoreSchema(), text);
        }
    },
    YAML_1_2_JSON {
        @Override
        Iterable<Object> load(String text) {
            return engine(new JsonSchema(), text);
        }
    },
    /** The project's own, whose types are Kubernetes'. */
    KUBERNETES {
        @Override
        Iterable<Object> load(String text) {
            throw new UnsupportedOperationException("it gives trees");
        }

        @Override
        List<Node> read(String text) {
            YamlText read = YamlReader.read("f.yaml", text);
            assertThat(read.problems()).isEmpty();
            return read.documents().stream()
                    .map(document -> withoutPositions(document.root()))
                    .toList();
        }
    };

    abstract Iterable<Object> load(String text);

    List<Node> read(String text) {
        return StreamSupport.stream(load(text).spliterator(), false)
                .map(Readers::node)
                .toList();
    }

    private static Node withoutPositions(Node node) {
        if (node instanceof MapNode map) {
            return new MapNode(map.entries().stream()
                    .map(entry ->
                            new MapNode.Entry(ScalarNode.string(entry.key().text()), withoutPositions(entry.value())))
                    .toList());
        }
        if (node instanceof ListNode list) {
            return new ListNode(
                    list.items().stream().map(Readers::withoutPositions).toList());
        }
        ScalarNode scalar = (ScalarNode) node;
        return new ScalarNode(scalar.kind(), scalar.text(), Position.NONE);
    }

    private static Iterable<Object> engine(Schema schema, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(schema)
                .setAllowDuplicateKeys(false)
                // The engine (2.10) runs over the end of its buffer when that would cut a surrogate pair in two.
                .setBufferSize(text.length() + 1)
                .build();
        return new Load(settings).loadAllFromString(text);
    }

    private static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new MapNode(map.entrySet().stream()
                    .map(entry -> new MapNode.Entry(scalar(entry.getKey()), node(entry.getValue())))
                    .toList());
        }
        if (value instanceof List<?> list) {
            return new ListNode(list.stream().map(Readers::node).toList());
        }
        return scalar(value);
    }

    private static ScalarNode scalar(Object value) {
        if (value instanceof String text) {
            return ScalarNode.string(text);
        }
        if (value instanceof Boolean bool) {
            return ScalarNode.bool(bool);
        }
        if (value instanceof Integer || value instanceof Long) {
            return ScalarNode.integer(((Number) value).longValue());
        }
        if (value == null) {
            return ScalarNode.nil();
        }
        throw new AssertionError("no type of ours: " + value + " of " + value.getClass());
    }
}
