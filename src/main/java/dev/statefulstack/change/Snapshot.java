package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.yaml.YamlDocument;
import dev.statefulstack.yaml.YamlProblem;
import dev.statefulstack.yaml.YamlReader;
import dev.statefulstack.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All manifests of one version, wherever they are kept. */
public final class Snapshot {
    /** The name of what a command line calls {@code -}. */
    public static final String STANDARD_INPUT = "standard input";

    private static final int MOST_PROBLEMS = 10;

    private final String name;
    private final List<Document> documents;
    private final boolean revision;

    private Snapshot(String name, List<Document> documents, boolean revision) {
        this.name = name;
        this.documents = List.copyOf(documents);
        this.revision = revision;
    }

    /**
     * Reads what a command line names: a folder, a file, or a folder or file of a git revision as {@code HEAD:deploy}. A
     * path that exists is a path, whatever it looks like.
     *
     * @throws UnusableInputException if it cannot be read, or holds no manifests
     */
    public static Snapshot read(String argument) {
        Path path;
        try {
            path = Path.of(argument);
        } catch (java.nio.file.InvalidPathException e) {
            throw new UnusableInputException(argument + ": " + e.getReason());
        }
        if (Files.exists(path)) {
            return of(path);
        }
        if (argument.indexOf(':') > 0) {
            return ofRevision(Path.of("."), argument);
        }
        throw new UnusableInputException(
                "there is no file or folder '" + argument + "'; a folder of a git revision is written "
                        + (argument.isEmpty() ? "HEAD:deploy" : "HEAD:" + argument));
    }

    /**
     * Reads a file, or all files of a folder and of those below it that end in {@code .yaml}, {@code .yml} or
     * {@code .json}.
     *
     * @throws UnusableInputException if one cannot be read, or there are no manifests
     */
    public static Snapshot of(Path path) {
        try {
            return required(ofBytes(path.toString(), ManifestFiles.read(path), false));
        } catch (IOException e) {
            throw new UnusableInputException(path + ": cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a folder or file of a git revision.
     *
     * @param repository a directory in the repository
     * @param place as {@code git show} takes it: {@code HEAD:deploy} from the top of the repository,
     *     {@code HEAD:./deploy} from the directory
     * @throws UnusableInputException if git does not know it, or it holds no manifests
     */
    public static Snapshot ofRevision(Path repository, String place) {
        String folder = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : new Git(repository).read(folder).entrySet()) {
            String separator = folder.endsWith(":") || file.getKey().isEmpty() ? "" : "/";
            files.put(folder + separator + file.getKey(), file.getValue());
        }
        return required(ofBytes(place, files, true));
    }

    /**
     * Some files of a folder, or of a folder of a git revision, for those who know which of them are theirs.
     *
     * @param names their paths below the folder
     * @return the texts of those that are there; none where there is no such folder
     * @throws UnusableInputException if one cannot be read, or git does not know the folder
     */
    public static Map<String, String> texts(String folder, Collection<String> names) {
        Map<String, String> texts = new LinkedHashMap<>();
        Path path = Path.of(folder);
        if (!Files.exists(path) && folder.indexOf(':') > 0) {
            Set<String> wanted = new HashSet<>(names);
            new Git(Path.of("."))
                    .read(folder, wanted::contains)
                    .forEach((name, bytes) -> texts.put(name, new String(bytes, StandardCharsets.UTF_8)));
            return texts;
        }
        for (String name : names) {
            Path file = path.resolve(name);
            try {
                if (Files.isRegularFile(file)) {
                    texts.put(name, Files.readString(file));
                }
            } catch (IOException e) {
                throw new UnusableInputException(file + ": cannot be read: " + e.getMessage());
            }
        }
        return texts;
    }

    /**
     * Takes texts, such as those of {@code Manifests.files()}; there may be none.
     *
     * @param name what to call them, such as the folder that they would be written to
     * @param files names and texts
     * @throws UnusableInputException if one is no manifest
     */
    public static Snapshot ofFiles(String name, Map<String, String> files) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            bytes.put(
                    name.isEmpty() ? file.getKey() : name + "/" + file.getKey(),
                    file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        return ofBytes(name, bytes, false);
    }

    /**
     * Takes one text with all manifests; it may be empty.
     *
     * @param name what to call it, for positions
     * @throws UnusableInputException if it is no YAML, or not all of it is manifests
     */
    public static Snapshot ofText(String name, String yaml) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        bytes.put(name, yaml.getBytes(StandardCharsets.UTF_8));
        return ofBytes(name, bytes, false);
    }

    /**
     * Reads one text to its end.
     *
     * @throws UnusableInputException if it cannot be read, or holds no manifests
     */
    public static Snapshot ofStandardInput(InputStream stream) {
        try {
            Map<String, byte[]> bytes = new LinkedHashMap<>();
            bytes.put(STANDARD_INPUT, stream.readNBytes(YamlReader.mostBytes() + 1));
            return required(ofBytes(STANDARD_INPUT, bytes, false));
        } catch (IOException e) {
            throw new UnusableInputException(STANDARD_INPUT + ": cannot be read: " + e.getMessage());
        }
    }

    /** Takes manifests that have been read already. */
    public static Snapshot of(String name, List<Document> documents) {
        return new Snapshot(name, documents, false);
    }

    private static Snapshot required(Snapshot snapshot) {
        if (snapshot.documents.isEmpty()) {
            throw new UnusableInputException(snapshot.name + ": there are no manifests in it");
        }
        return snapshot;
    }

    private static Snapshot ofBytes(String name, Map<String, byte[]> files, boolean revision) {
        List<Document> documents = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            YamlText text = YamlReader.read(file.getKey(), file.getValue());
            for (YamlProblem problem : text.problems()) {
                // Kubernetes takes the last of two equal keys, and the reader has done so.
                if (problem.kind() != YamlProblem.Kind.DUPLICATE_KEY) {
                    problems.add(problem.toString());
                }
            }
            for (YamlDocument document : text.documents()) {
                add(document.root(), documents, problems);
            }
        }
        twice(documents, problems);
        if (!problems.isEmpty()) {
            int more = problems.size() - MOST_PROBLEMS;
            throw new UnusableInputException(String.join(
                            "\n", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())))
                    + (more > 0 ? "\n... and " + more + " more" : ""));
        }
        return new Snapshot(name, documents, revision);
    }

    /** A List is no object, but what it holds is. */
    private static void add(MapNode root, List<Document> documents, List<String> problems) {
        String kind = Nodes.text(root, "kind");
        if (kind.endsWith("List") && root.get("items") != null) {
            for (MapNode item : Nodes.maps(root, "items")) {
                add(item, documents, problems);
            }
        } else if (isPlainKustomization(root)) {
            return;
        } else if (kind.isEmpty() || Nodes.text(root, "apiVersion").isEmpty()) {
            problems.add(root.position() + ": this is no manifest: it has no apiVersion and kind; keep other files"
                    + " elsewhere");
        } else if (Nodes.text(root, "metadata", "name").isEmpty()) {
            problems.add(root.position() + ": a " + kind + " without metadata.name"
                    + (kind.equals("Kustomization")
                            ? "; build it first: kubectl kustomize <folder>"
                            : "; give it one"));
        } else {
            documents.add(new Document(root, ""));
        }
    }

    /** A list of files of its folder, which are read anyway; one that changes what it lists has to be built first. */
    private static boolean isPlainKustomization(MapNode root) {
        if (!Nodes.text(root, "kind").equals("Kustomization")) {
            return false;
        }
        for (MapNode.Entry entry : root.entries()) {
            if (!List.of("apiVersion", "kind", "metadata", "resources")
                    .contains(entry.key().text())) {
                return false;
            }
        }
        for (Node resource : Nodes.items(root, "resources")) {
            String path = Nodes.text(resource);
            if (path.contains("..") || path.contains(":")) {
                return false;
            }
        }
        return true;
    }

    private static void twice(List<Document> documents, List<String> problems) {
        Map<String, Document> seen = new LinkedHashMap<>();
        for (Document document : documents) {
            Document first = seen.putIfAbsent(Matching.key(document), document);
            if (first != null) {
                problems.add(document.root().position() + ": " + document + " is there twice, first at "
                        + first.root().position() + "; remove one of them");
            }
        }
    }

    /** As the user named it. */
    public String name() {
        return name;
    }

    public List<Document> documents() {
        return documents;
    }

    /** Whether it is a commit, which is never newer than the files that are there. */
    boolean isRevision() {
        return revision;
    }
}
