package dev.statefulstack.lint;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Severity;
import dev.statefulstack.resources.ModelSchema;
import dev.statefulstack.resources.ModelSchema.Shape;
import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import dev.statefulstack.tree.ScalarNode.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Whether every field is one that the API has, and of the type that it has there. */
final class SchemaCheck {
    static final Rule UNKNOWN = Rule.warning(
            "unknown-field",
            "kubectl refuses it, and other clients drop it in silence",
            "Kubernetes API reference; kubectl apply --validate=strict");
    static final Rule TYPE = Rule.error("wrong-type", "the API server refuses the object", "Kubernetes API reference");
    static final Rule AMBIGUOUS = Rule.error(
            "yaml-ambiguous-scalar",
            "without quotes it is no text to Kubernetes' reader, and other readers see yet another value",
            "sigs.k8s.io/yaml goyaml.v2/resolve.go");

    static final List<Rule> RULES = List.of(UNKNOWN, TYPE, AMBIGUOUS);

    private final Document document;
    private final Report report;

    private SchemaCheck(Document document, Report report) {
        this.document = document;
        this.report = report;
    }

    static void look(List<Document> documents, Report report) {
        for (Document document : documents) {
            ModelSchema schema = ModelSchema.of(Nodes.text(document.root(), "apiVersion"), document.kind());
            if (schema != null) {
                new SchemaCheck(document, report).object("", document.root(), schema, true);
            }
        }
    }

    private void object(String path, MapNode map, ModelSchema schema, boolean top) {
        Map<String, ModelSchema> fields = schema.fields();
        for (MapNode.Entry entry : map.entries()) {
            String name = entry.key().text();
            ModelSchema field = fields.get(name);
            if (field == null) {
                String near = nearest(name, new TreeSet<>(fields.keySet()));
                document.report(
                        report,
                        UNKNOWN,
                        entry.key(),
                        path,
                        "there is no field '" + name + "' here",
                        near.isEmpty() ? "remove it, or move it to where it belongs" : "did you mean " + near + "?");
            } else if (!top || !name.equals("status")) {
                value(path.isEmpty() ? name : path + "." + name, entry.value(), field);
            }
        }
    }

    private void value(String path, Node value, ModelSchema schema) {
        Shape shape = schema.shape();
        if (shape == Shape.ANY || isNull(value)) {
            return;
        }
        boolean fits = switch (shape) {
            case OBJECT, MAP -> value instanceof MapNode;
            case LIST -> value instanceof ListNode;
            default -> value instanceof ScalarNode;
        };
        if (!fits) {
            wrong(path, value, name(shape));
        } else if (shape == Shape.OBJECT) {
            object(path, (MapNode) value, schema, false);
        } else if (shape == Shape.MAP) {
            map(path, (MapNode) value, schema.content());
        } else if (shape == Shape.LIST) {
            ModelSchema content = schema.content();
            for (Node item : ((ListNode) value).items()) {
                value(path, item, content);
            }
        } else {
            scalar(path, (ScalarNode) value, shape);
        }
    }

    private void map(String path, MapNode map, ModelSchema content) {
        for (MapNode.Entry entry : map.entries()) {
            ScalarNode key = entry.key();
            if (!key.spelling().equals(key.text())) {
                document.report(
                        report,
                        AMBIGUOUS.as(Severity.WARNING),
                        key,
                        path,
                        "the key " + key.spelling() + " is read as '" + key.text() + "'",
                        "write \"" + key.spelling() + "\"");
            }
            value(path + " " + key.text(), entry.value(), content);
        }
    }

    private void scalar(String path, ScalarNode scalar, Shape shape) {
        Kind kind = scalar.kind();
        boolean text = kind == Kind.STRING;
        boolean number = kind == Kind.INTEGER || kind == Kind.FLOAT;
        boolean fits = switch (shape) {
            case TEXT -> text;
            case INTEGER -> kind == Kind.INTEGER;
            case NUMBER -> number;
            case BOOLEAN -> kind == Kind.BOOLEAN;
            case INTEGER_OR_TEXT -> text || kind == Kind.INTEGER;
            default -> text || number;
        };
        if (!fits && shape == Shape.TEXT) {
            document.report(
                    report,
                    AMBIGUOUS,
                    scalar,
                    path,
                    scalar.spelling() + " is read as " + described(scalar) + ", and a text belongs here",
                    "write \"" + scalar.spelling() + "\"");
        } else if (!fits) {
            wrong(path, scalar, name(shape));
        } else if (!scalar.spelling().equals(scalar.text()) && !isCommon(scalar, path)) {
            document.report(
                    report,
                    AMBIGUOUS.as(Severity.WARNING),
                    scalar,
                    path,
                    scalar.spelling() + " is read as " + scalar.text() + " here, and as something else elsewhere",
                    "write " + scalar.text());
        }
    }

    /** File modes are octal by habit, and {@code True} is the same to all readers. */
    private static boolean isCommon(ScalarNode scalar, String path) {
        String spelling = scalar.spelling();
        boolean mode = path.endsWith("ode") && spelling.startsWith("0");
        return mode || spelling.equalsIgnoreCase(scalar.text()) || spelling.equals("+" + scalar.text());
    }

    private void wrong(String path, Node value, String wanted) {
        document.report(
                report,
                TYPE,
                value,
                path,
                described(value) + " stands here, and " + wanted + " belongs here",
                fix(value, wanted));
    }

    private static String fix(Node value, String wanted) {
        return value instanceof ScalarNode scalar && scalar.kind() == Kind.STRING && !wanted.startsWith("a map")
                ? "write " + wanted
                        + (wanted.startsWith("a list") ? ", one item a line behind dashes" : ", without quotes")
                : "write " + wanted;
    }

    private static String name(Shape shape) {
        return switch (shape) {
            case OBJECT, MAP -> "a map";
            case LIST -> "a list";
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case INTEGER_OR_TEXT -> "a whole number or a text";
            case QUANTITY -> "an amount";
            default -> "a text";
        };
    }

    private static String described(Node value) {
        if (value instanceof ScalarNode scalar) {
            return switch (scalar.kind()) {
                case STRING -> "the text '" + shortened(scalar.text()) + "'";
                case BOOLEAN -> "the truth value " + scalar.text();
                case NULL -> "nothing";
                default -> "the number " + scalar.text();
            };
        }
        return value instanceof MapNode ? "a map" : "a list";
    }

    private static String shortened(String text) {
        String line = text.strip().replace('\n', ' ');
        return line.length() <= 40 ? line : line.substring(0, 40) + "...";
    }

    private static boolean isNull(Node value) {
        return value instanceof ScalarNode scalar && scalar.kind() == Kind.NULL;
    }

    /** The one with the fewest differing letters; empty where none is near. */
    static String nearest(String wanted, Iterable<String> known) {
        String best = "";
        int least = 1 + Math.min(3, wanted.length() / 3);
        for (String name : known) {
            int distance = distance(wanted, name, least);
            if (distance < least || (distance == least && best.isEmpty() && wanted.equalsIgnoreCase(name))) {
                least = distance;
                best = name;
            }
        }
        return best;
    }

    /** Letters to change, add, or leave out; {@code most} where there are that many or more. */
    private static int distance(String a, String b, int most) {
        if (a.equalsIgnoreCase(b)) {
            return 0;
        }
        if (Math.abs(a.length() - b.length()) >= most || a.length() > 100) {
            return most;
        }
        int[] row = new int[b.length() + 1];
        for (int k = 0; k <= b.length(); k++) {
            row[k] = k;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int k = 1; k <= b.length(); k++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(k - 1) ? 0 : 1);
                diagonal = row[k];
                row[k] = Math.min(replaced, 1 + Math.min(row[k], row[k - 1]));
            }
        }
        return Math.min(most, row[b.length()]);
    }
}
