package dev.statefulstack.yaml;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import dev.statefulstack.tree.ScalarNode;
import dev.statefulstack.tree.ScalarNode.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;

/** Makes the tree of one document out of the library's events: types, merges and doubles as Kubernetes' reader has them. */
final class Composer {
    /** The part of the tag that tells YAML's own types. */
    private static final String YAML_TAG = "tag:yaml.org,2002:";

    private static final String MERGE = "<<";

    /** From here on a map is looked through by a hash. */
    private static final int LARGE = 16;

    private final Chunk chunk;
    private final Limits limits;
    private final ParserImpl parser;
    private final List<YamlProblem> problems;
    private final Map<String, Anchor> anchors = new HashMap<>();

    /**
     * What an anchor stands for; null while it is being read.
     *
     * @param weight the number of nodes, counted with repetition
     */
    private record Anchor(@Nullable Node node, int weight) {}

    /** Thrown here and caught by the reader. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        private final transient YamlProblem problem;

        Refusal(YamlProblem problem) {
            super(problem.what(), null, false, false);
            this.problem = problem;
        }

        YamlProblem problem() {
            return problem;
        }
    }

    Composer(Chunk chunk, String text, Limits limits, List<YamlProblem> problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.chunk = chunk;
        this.limits = limits;
        this.parser = new ParserImpl(new WholeText(text), options);
        this.problems = problems;
    }

    /** The first document of the chunk, or null for an empty one. What follows an end mark is ignored, as kubectl does. */
    @Nullable
    Node compose() throws Refusal {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return null;
        }
        parser.getEvent();
        Node root = node(0);
        // Reads to the end of the document, where a last mistake may hide.
        parser.peekEvent();
        return root;
    }

    private Node node(int depth) throws Refusal {
        Event event = parser.getEvent();
        Position position = position(event.getStartMark());
        if (depth > Limits.DEPTH) {
            throw refusal(
                    YamlProblem.Kind.LIMIT,
                    position,
                    "maps and lists lie more than " + Limits.DEPTH + " deep in each other",
                    "nest less");
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias.getAnchor(), position);
        }
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, new Anchor(null, 0));
        }
        int before = limits.nodes();
        limits.add(1, position);
        Node node;
        if (event instanceof ScalarEvent scalar) {
            node = scalar(scalar, position);
        } else if (event instanceof MappingStartEvent) {
            node = map(position, depth);
        } else {
            node = list(position, depth);
        }
        if (anchor != null) {
            anchors.put(anchor, new Anchor(node, limits.nodes() - before));
        }
        return node;
    }

    private Node alias(String name, Position position) throws Refusal {
        Anchor anchor = anchors.get(name);
        if (anchor == null || anchor.node() == null) {
            throw refusal(
                    YamlProblem.Kind.SYNTAX,
                    position,
                    anchor == null ? "there is no anchor &" + name : "what &" + name + " stands for contains itself",
                    "write out what is meant");
        }
        limits.add(anchor.weight(), position);
        return anchor.node();
    }

    private ListNode list(Position position, int depth) throws Refusal {
        List<Node> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
        }
        parser.getEvent();
        return new ListNode(items, position);
    }

    private MapNode map(Position position, int depth) throws Refusal {
        Entries entries = new Entries();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Event event = parser.peekEvent();
            boolean merge = event instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().equals(MERGE);
            Node key = node(depth + 1);
            Node value = node(depth + 1);
            if (merge) {
                merge(value, key.position(), entries);
            } else {
                ScalarNode name = key(key);
                ScalarNode earlier = entries.put(name, value);
                if (earlier != null && problems.size() <= Limits.PROBLEMS) {
                    problems.add(new YamlProblem(
                            YamlProblem.Kind.DUPLICATE_KEY,
                            name.position(),
                            "the key '" + name.text() + "' is there twice, first in line "
                                    + earlier.position().line() + "; the last one wins",
                            "keep one of them"));
                }
            }
        }
        parser.getEvent();
        return new MapNode(entries.list, position);
    }

    /** Kubernetes' reader merges where the mark stands: later keys win, earlier ones lose. */
    private void merge(Node value, Position position, Entries entries) throws Refusal {
        if (value instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries()) {
                entries.put(entry.key(), entry.value());
            }
        } else if (value instanceof ListNode list && isOfMaps(list)) {
            // Of several maps the first one wins.
            for (int i = list.items().size() - 1; i >= 0; i--) {
                merge(list.items().get(i), position, entries);
            }
        } else {
            throw refusal(
                    YamlProblem.Kind.SYNTAX,
                    position,
                    "what << merges is no map",
                    "name the anchor of a map, or quote the key");
        }
    }

    private static boolean isOfMaps(ListNode list) {
        for (Node item : list.items()) {
            if (!(item instanceof MapNode)) {
                return false;
            }
        }
        return true;
    }

    /** JSON's keys are strings: {@code on} becomes {@code "true"}. */
    private ScalarNode key(Node key) throws Refusal {
        if (!(key instanceof ScalarNode scalar) || scalar.kind() == Kind.NULL) {
            throw refusal(
                    YamlProblem.Kind.SYNTAX,
                    key.position(),
                    key instanceof ScalarNode ? "a key is null" : "a key is a map or a list",
                    "quote the key");
        }
        return new ScalarNode(Kind.STRING, scalar.text(), scalar.position(), scalar.spelling());
    }

    private ScalarNode scalar(ScalarEvent event, Position position) throws Refusal {
        String text = event.getValue();
        String tag = event.getTag();
        boolean resolved = tag == null ? event.isPlain() : isOfYaml(tag) && !tag.equals(YAML_TAG + "str");
        ScalarNode scalar =
                resolved ? KubernetesScalars.read(text, position) : new ScalarNode(Kind.STRING, text, position);
        if (KubernetesScalars.isOutsideOfJson(scalar)) {
            throw refusal(
                    YamlProblem.Kind.SYNTAX,
                    position,
                    "'" + text + "' is a number that JSON has no word for",
                    "quote it where a text is meant");
        }
        return scalar;
    }

    /** Tags that nobody knows make a string of what they stand before. */
    private static boolean isOfYaml(String tag) {
        return switch (tag) {
            case YAML_TAG + "int", YAML_TAG + "float", YAML_TAG + "bool", YAML_TAG + "null" -> true;
            default -> false;
        };
    }

    private Position position(Mark mark) {
        return chunk.position(mark.getLine(), mark.getColumn());
    }

    private static Refusal refusal(YamlProblem.Kind kind, Position position, String what, String fix) {
        return new Refusal(new YamlProblem(kind, position, what, fix));
    }

    /** Entries in order; a later one takes the place of an earlier one with its key. */
    private static final class Entries {
        private final List<MapNode.Entry> list = new ArrayList<>();
        private @Nullable Map<String, Integer> places;

        /** The key that it replaces, or null. */
        @Nullable
        ScalarNode put(ScalarNode key, Node value) {
            MapNode.Entry entry = new MapNode.Entry(key, value);
            int place = place(key.text());
            if (place >= 0) {
                return list.set(place, entry).key();
            }
            list.add(entry);
            if (places != null) {
                places.put(key.text(), list.size() - 1);
            }
            return null;
        }

        private int place(String key) {
            if (places == null && list.size() == LARGE) {
                places = new HashMap<>();
                for (int i = 0; i < list.size(); i++) {
                    places.put(list.get(i).key().text(), i);
                }
            }
            if (places != null) {
                return places.getOrDefault(key, -1);
            }
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).key().text().equals(key)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
