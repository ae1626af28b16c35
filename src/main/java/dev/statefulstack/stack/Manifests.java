package dev.statefulstack.stack;

import dev.statefulstack.check.Checks;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Report;
import dev.statefulstack.files.OutputFolder;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.SharedParts;
import dev.statefulstack.yaml.YamlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Finished manifests of one stack or of several, which have been checked together. */
public final class Manifests {
    private final List<Document> documents;
    private final List<Finding> findings;

    Manifests(List<Document> documents, List<Finding> findings) {
        this.documents = List.copyOf(documents);
        this.findings = List.copyOf(findings);
    }

    /** See {@link #of(Collection)}. */
    public static Manifests of(AnyStack... stacks) {
        return of(Arrays.asList(stacks));
    }

    /**
     * The manifests of several stacks, checked together: two objects of one kind, namespace and name, selectors that
     * select each other's pods, and claims that two sets would share are errors.
     *
     * @throws InvalidStackException with the errors of all stacks and of their combination
     */
    public static Manifests of(Collection<? extends AnyStack> stacks) {
        List<Finding> errors = new ArrayList<>();
        List<Manifests> parts = new ArrayList<>();
        for (AnyStack stack : stacks) {
            Objects.requireNonNull(stack, "one of the stacks is null");
            try {
                parts.add(stack.manifests());
            } catch (InvalidStackException e) {
                errors.addAll(e.findings());
            }
        }
        try {
            Manifests joined = join(parts);
            if (errors.isEmpty()) {
                return joined;
            }
        } catch (InvalidStackException e) {
            errors.addAll(e.findings());
        }
        throw new InvalidStackException(errors);
    }

    /**
     * The same for manifests that are finished one by one.
     *
     * @throws InvalidStackException with the errors of their combination
     */
    public static Manifests join(List<Manifests> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<Finding> findings = new ArrayList<>();
        List<Document> documents = new ArrayList<>();
        for (Manifests part : parts) {
            findings.addAll(part.findings);
            documents.addAll(part.documents);
        }
        Report together = new Report();
        Checks.runAcross(documents, together);
        for (Finding finding : together.findings()) {
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        }
        if (!InvalidStackException.errors(findings).isEmpty()) {
            throw new InvalidStackException(findings);
        }
        return new Manifests(documents, findings);
    }

    /** The warnings and infos; errors leave no manifests. Rules that nobody needs for writing run only here. */
    public List<Finding> findings() {
        Report rest = new Report();
        Checks.runRest(documents, rest);
        List<Finding> all = new ArrayList<>(findings);
        for (Finding finding : rest.findings()) {
            if (!all.contains(finding)) {
                all.add(finding);
            }
        }
        return Collections.unmodifiableList(all);
    }

    /** All documents as one text. */
    public String yaml() {
        return YamlWriter.write(roots());
    }

    /** The namespaces of Services that the manifests name in full, their own among them. */
    public Set<String> namedNamespaces() {
        return NamedNamespaces.in(roots());
    }

    /** The same manifests, which keep in memory only in what they differ from the others. */
    public Manifests sharing(Manifests others) {
        List<Document> shared = new ArrayList<>(documents.size());
        for (int i = 0; i < documents.size(); i++) {
            Document document = documents.get(i);
            shared.add(
                    i < others.documents.size()
                            ? new Document(
                                    SharedParts.of(
                                            document.root(),
                                            others.documents.get(i).root()),
                                    document.line(),
                                    document.namespace())
                            : document);
        }
        return new Manifests(shared, findings);
    }

    private List<MapNode> roots() {
        List<MapNode> roots = new ArrayList<>(documents.size());
        for (Document document : documents) {
            roots.add(document.root());
        }
        return roots;
    }

    /**
     * Name and text of a file for each object, in the order of {@link #yaml()}. Files are called
     * {@code <name>.<kind>.yaml}; where there are objects of several namespaces, in a folder for each namespace.
     */
    public Map<String, String> files() {
        boolean folders = namespaces() > 1;
        Map<String, String> files = new LinkedHashMap<>();
        for (Document document : documents) {
            String file = document.name() + "." + document.kind().toLowerCase(Locale.ROOT) + ".yaml";
            String path = folders && !document.namespace().isEmpty() ? document.namespace() + "/" + file : file;
            files.put(path, YamlWriter.write(List.of(document.root())));
        }
        return Collections.unmodifiableMap(files);
    }

    /**
     * Writes {@link #files()}. A file whose bytes are equal is not touched; the others are replaced in one step each,
     * so that no reader sees half a file. Files that are there already and not among these stay.
     *
     * @throws IllegalArgumentException if a name leads out of the folder; nothing is written then
     * @throws IOException if a file cannot be read or written
     */
    public void writeTo(Path folder) throws IOException {
        OutputFolder output = new OutputFolder(folder);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : files().entrySet()) {
            output.refuseOutside(file.getKey());
            files.put(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!output.holds(file.getKey(), file.getValue())) {
                output.write(file.getKey(), file.getValue());
            }
        }
    }

    private int namespaces() {
        TreeSet<String> namespaces = new TreeSet<>();
        for (Document document : documents) {
            namespaces.add(document.namespace());
        }
        return namespaces.size();
    }
}
