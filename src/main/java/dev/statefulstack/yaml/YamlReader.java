package dev.statefulstack.yaml;

import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import dev.statefulstack.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads YAML and JSON as kubectl and Helm do: documents cut at lines that begin with {@code ---}, types by the rules of
 * YAML 1.1 with Go's numbers, the last of two equal keys. Every node gets its position.
 *
 * <p>Nothing is thrown for what a text holds: it comes back as {@link YamlProblem}s beside the documents that are
 * legible. Time and memory are bounded whatever the text.
 */
public final class YamlReader {
    private static final String SEPARATOR = "---";
    private static final String MEND = "mend the YAML here; kubectl refuses it too";

    private final String file;
    private final String text;
    private final Limits limits = new Limits();
    private final List<YamlDocument> documents = new ArrayList<>();
    private final List<YamlProblem> problems = new ArrayList<>();
    private int chunks;
    private boolean template;

    private YamlReader(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Reads a file's bytes, which have to be UTF-8.
     *
     * @param file its name, for positions
     */
    public static YamlText read(String file, byte[] bytes) {
        if (bytes.length > Limits.BYTES) {
            return refused(file, bytes.length);
        }
        Utf8 utf8 = Utf8.decode(bytes);
        YamlReader reader = new YamlReader(file, utf8.text());
        if (utf8.isComplete()) {
            return reader.read();
        }
        int end = utf8.text().length();
        reader.problems.add(new YamlProblem(
                YamlProblem.Kind.SYNTAX,
                new Chunk(file, utf8.text(), 1).positionOf(end),
                "the byte here is no UTF-8",
                "save the file as UTF-8"));
        return reader.result();
    }

    /**
     * Reads a text.
     *
     * @param file where it comes from, for positions
     */
    public static YamlText read(String file, String text) {
        return text.length() > Limits.BYTES ? refused(file, text.length()) : new YamlReader(file, text).read();
    }

    /** The most that a file may hold, so that nobody need read more. */
    public static int mostBytes() {
        return Limits.BYTES;
    }

    private static YamlText refused(String file, int size) {
        return new YamlText(
                List.of(),
                List.of(new YamlProblem(
                        YamlProblem.Kind.LIMIT,
                        new Position(file, 1, 1),
                        "the file has " + size + " bytes, and no more than " + Limits.BYTES + " are read",
                        "split it")));
    }

    private YamlText result() {
        return new YamlText(documents, problems);
    }

    private YamlText read() {
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        int line = 1;
        int chunkLine = 1;
        boolean more = true;
        for (int at = start; more && at < text.length(); line++) {
            int feed = text.indexOf('\n', at);
            int end = feed < 0 ? text.length() : feed;
            int next = feed < 0 ? text.length() : feed + 1;
            if (text.startsWith(SEPARATOR, at)) {
                more = chunk(text.substring(start, at), chunkLine);
                separator(text.substring(at + SEPARATOR.length(), end), line);
                start = next;
                chunkLine = line + 1;
            }
            at = next;
        }
        if (more) {
            chunk(text.substring(start), chunkLine);
        }
        return result();
    }

    private void separator(String rest, int line) {
        String content = rest.strip();
        if (!content.isEmpty() && !content.startsWith("#") && !content.startsWith("{{")) {
            add(new YamlProblem(
                    YamlProblem.Kind.SEPARATOR,
                    new Position(file, line, SEPARATOR.length() + 1),
                    "'" + abbreviated(content) + "' stands behind ---",
                    "put it on a line of its own"));
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    /** Reads one document; false where the rest of the file is to be left out. */
    private boolean chunk(String content, int line) {
        Chunk chunk = new Chunk(file, content, line);
        if (chunk.isEmpty()) {
            return true;
        }
        if (++chunks > Limits.DOCUMENTS) {
            add(new YamlProblem(
                    YamlProblem.Kind.LIMIT,
                    chunk.position(0, 0),
                    "the file has more than " + Limits.DOCUMENTS + " documents",
                    "split it"));
            return false;
        }
        List<YamlProblem> found = new ArrayList<>();
        YamlProblem fatal = compose(chunk, found);
        for (YamlProblem problem : found) {
            add(problem);
        }
        if (fatal != null) {
            int braces = content.indexOf("{{");
            if (fatal.kind() == YamlProblem.Kind.SYNTAX && braces >= 0) {
                template(chunk.positionOf(braces));
            } else {
                add(fatal);
            }
            return fatal.kind() != YamlProblem.Kind.LIMIT;
        }
        return problems.size() <= Limits.PROBLEMS;
    }

    /** Says once for a file that it is a template, whose every document would fail for the same reason. */
    private void template(Position position) {
        if (!template) {
            template = true;
            add(new YamlProblem(
                    YamlProblem.Kind.TEMPLATE,
                    position,
                    "this is a template and no YAML yet",
                    "render it first: helm template <chart> | ... lint -"));
        }
    }

    private void add(YamlProblem problem) {
        if (problems.size() < Limits.PROBLEMS) {
            problems.add(problem);
        } else if (problems.size() == Limits.PROBLEMS) {
            problems.add(new YamlProblem(
                    YamlProblem.Kind.LIMIT,
                    problem.position(),
                    "there are more than " + Limits.PROBLEMS + " problems; the rest is left out",
                    "mend these first"));
        }
    }

    /** Adds the document; or says why it cannot be read. */
    private @Nullable YamlProblem compose(Chunk chunk, List<YamlProblem> found) {
        YamlProblem control = controlCharacter(chunk);
        if (control != null) {
            return control;
        }
        String content = chunk.isJson() ? plainJson(chunk.text()) : chunk.text();
        try {
            Node root = new Composer(chunk, content, limits, found).compose();
            if (root instanceof MapNode map) {
                documents.add(new YamlDocument(map, chunk.template()));
            } else if (root != null && !isNull(root)) {
                return new YamlProblem(
                        YamlProblem.Kind.NO_MAP,
                        root.position(),
                        root instanceof ScalarNode ? "the document is a single value" : "the document is a list",
                        "write one manifest in each document, with --- between them; 'kind: List' holds several");
            }
            return null;
        } catch (Composer.Refusal e) {
            return e.problem();
        } catch (MarkedYAMLException e) {
            return syntax(chunk, e);
        } catch (YAMLException e) {
            return new YamlProblem(YamlProblem.Kind.SYNTAX, chunk.position(0, 0), String.valueOf(e.getMessage()), MEND);
        }
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.NULL;
    }

    private static YamlProblem syntax(Chunk chunk, MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        Position position = mark == null ? chunk.position(0, 0) : chunk.position(mark.getLine(), mark.getColumn());
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("\\t(TAB)")) {
            return new YamlProblem(
                    YamlProblem.Kind.SYNTAX, position, "there is a tab where only blanks may be", "indent with blanks");
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return new YamlProblem(
                    YamlProblem.Kind.SYNTAX,
                    position,
                    "there is a ': ' in a text without quotes, or the line is indented wrong",
                    "quote the text, or align the line with its neighbours");
        }
        String context = e.getContext();
        return new YamlProblem(
                YamlProblem.Kind.SYNTAX,
                position,
                (context == null ? "" : context.strip() + ": ") + problem.strip(),
                MEND);
    }

    /** What stands in a file only by accident, and what every reader refuses (YAML 1.1, 5.1). */
    private static @Nullable YamlProblem controlCharacter(Chunk chunk) {
        String content = chunk.text();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            boolean control = c < ' ' ? c != '\n' && c != '\t' && c != '\r' : c >= 0x7F && c < 0xA0 && c != 0x85;
            if (control || c == 0xFFFE || c == 0xFFFF) {
                return new YamlProblem(
                        YamlProblem.Kind.SYNTAX,
                        chunk.positionOf(i),
                        "there is a control character, U+" + hex(c),
                        "remove it, or write it as an escape in double quotes");
            }
        }
        return null;
    }

    private static String hex(char c) {
        StringBuilder hex = new StringBuilder(Integer.toHexString(c).toUpperCase(Locale.ROOT));
        while (hex.length() < 4) {
            hex.insert(0, '0');
        }
        return hex.toString();
    }

    /** Without the two things that JSON allows and the library does not know: tabs between values, and {@code \\/}. */
    private static String plainJson(String json) {
        if (json.indexOf('\t') < 0 && !json.contains("\\/")) {
            return json;
        }
        StringBuilder out = new StringBuilder(json.length());
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\' && quoted && i + 1 < json.length()) {
                char escaped = json.charAt(++i);
                if (escaped != '/') {
                    out.append(c);
                }
                out.append(escaped);
            } else {
                quoted ^= c == '"';
                out.append(c == '\t' && !quoted ? ' ' : c);
            }
        }
        return out.toString();
    }
}
