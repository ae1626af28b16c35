package dev.statefulstack.lint;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Checks;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.yaml.YamlDocument;
import dev.statefulstack.yaml.YamlProblem;
import dev.statefulstack.yaml.YamlReader;
import dev.statefulstack.yaml.YamlText;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks for mistakes around StatefulSets and headless Services in anybody's YAML. All files of one run are seen
 * together: a Service in one, its StatefulSet in another.
 *
 * <pre>{@code
 * LintResult result = StatefulStack.lint("manifests/", "charts/rendered.yaml").run();
 * System.out.print(result.text(false));
 * }</pre>
 *
 * <p>Every call returns a changed copy. Nothing is read before {@link #run}.
 */
public final class Lint {
    /** Where standard input stands in findings. */
    public static final String STANDARD_INPUT = "<stdin>";

    private static final Comparator<Finding> ORDER = Comparator.comparing(
                    (Finding finding) -> finding.position().file())
            .thenComparingInt(finding -> finding.position().line())
            .thenComparingInt(finding -> finding.position().column())
            .thenComparing(Finding::severity)
            .thenComparing(Finding::id)
            .thenComparing(Finding::what);

    /** Rules about something that is not there: it may well stand in what could not be read. */
    private static final List<String> ABOUT_ABSENCE =
            List.of("sts-service-missing", "service-selects-nothing", "pdb-matches-nothing", "pdb-missing");

    private final List<String> paths;
    private final Map<String, String> texts;
    private final @Nullable InputStream input;
    private final List<Check> products;
    private final String namespace;
    private final @Nullable KubernetesVersion version;

    private Lint(
            List<String> paths,
            Map<String, String> texts,
            @Nullable InputStream input,
            List<Check> products,
            String namespace,
            @Nullable KubernetesVersion version) {
        this.paths = paths;
        this.texts = texts;
        this.input = input;
        this.products = products;
        this.namespace = namespace;
        this.version = version;
    }

    /** Looks at files, at folders with all that ends in .yaml, .yml or .json, and at patterns such as {@code a/*.yaml}. */
    public static Lint of(String... paths) {
        return of(List.of(paths));
    }

    /** The same for a list. */
    public static Lint of(List<String> paths) {
        return new Lint(List.copyOf(paths), new LinkedHashMap<>(), null, List.of(), "", null);
    }

    /** Adds a text. Its name is what positions show. */
    public Lint text(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(texts);
        more.put(name, text);
        return new Lint(paths, more, input, products, namespace, version);
    }

    /** Adds what the stream gives; it is read once, by {@link #run}. */
    public Lint input(InputStream in) {
        return new Lint(paths, texts, in, products, namespace, version);
    }

    /** Adds rules of products, which recognise what they are about. */
    public Lint with(List<Check> more) {
        List<Check> all = new ArrayList<>(products);
        all.addAll(more);
        return new Lint(paths, texts, input, all, namespace, version);
    }

    /**
     * Says where manifests without a namespace will be. Default: the namespace of the others, where all of them name the
     * same one; else none is assumed, and nothing is said about it.
     */
    public Lint namespace(String name) {
        return new Lint(paths, texts, input, products, name, version);
    }

    /**
     * Says the oldest Kubernetes that the manifests are for. Default: rules that depend on it are silent.
     *
     * @param text such as {@code 1.28}
     * @throws IllegalArgumentException if it is no version
     */
    public Lint kubernetesVersion(String text) {
        KubernetesVersion parsed = KubernetesVersion.parse(text);
        if (parsed == null) {
            throw new IllegalArgumentException("'" + text + "' is no Kubernetes version: write one such as 1.28");
        }
        return new Lint(paths, texts, input, products, namespace, parsed);
    }

    /** All rules in the order of their ids; the first one of an id stands for it. */
    public List<Rule> rules() {
        return List.copyOf(byId().values());
    }

    private Map<String, Rule> byId() {
        Map<String, Rule> rules = new TreeMap<>();
        List<Rule> all = new ArrayList<>(Checks.rules());
        all.addAll(YamlRules.RULES);
        all.addAll(SchemaCheck.RULES);
        all.addAll(AllowAnnotations.RULES);
        for (Check product : products) {
            all.addAll(product.rules());
        }
        for (Rule rule : all) {
            rules.putIfAbsent(rule.id(), rule);
        }
        return rules;
    }

    /** Reads and looks. Throws for nothing that stands in a file or on a disk. */
    public LintResult run() {
        Sources sources = new Sources();
        for (String path : paths) {
            sources.named(path);
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            sources.add(text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8));
        }
        if (input != null) {
            sources.stream(STANDARD_INPUT, input);
        }
        Report report = new Report();
        List<Document> documents = read(sources.sources(), report);
        Checks.runAll(documents, version, report);
        for (Check product : products) {
            product.look(documents, report);
        }
        SchemaCheck.look(documents, report);
        AllowAnnotations.look(documents, byId(), report);
        List<Finding> findings = Superseded.without(report.findings());
        if (isIncomplete(findings)) {
            findings.removeIf(finding -> ABOUT_ABSENCE.contains(finding.id()));
        }
        findings.sort(ORDER);
        return new LintResult(findings, sources.failures(), documents.size(), sources.sources());
    }

    /** Whether there are manifests that nobody could look at. */
    private static boolean isIncomplete(List<Finding> findings) {
        for (Finding finding : findings) {
            if (YamlRules.LEAVE_OUT.contains(finding.id())) {
                return true;
            }
        }
        return false;
    }

    private List<Document> read(List<Source> sources, Report report) {
        Map<Source, YamlText> texts = new LinkedHashMap<>();
        List<Manifest> manifests = new ArrayList<>();
        for (Source source : sources) {
            YamlText text = YamlReader.read(source.name(), source.bytes());
            texts.put(source, text);
            for (YamlDocument document : text.documents()) {
                unfold(document.root(), document.template(), source, 0, manifests);
            }
        }
        String assumed = namespace.isEmpty() ? onlyNamespace(manifests) : namespace;
        List<Document> documents = new ArrayList<>();
        Map<String, List<Document>> byFile = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            String own = Nodes.text(manifest.root(), "metadata", "namespace");
            Document document = new Document(manifest.root(), manifest.template(), own.isEmpty() ? assumed : own);
            documents.add(document);
            byFile.computeIfAbsent(manifest.source().name(), file -> new ArrayList<>())
                    .add(document);
        }
        for (Map.Entry<Source, YamlText> text : texts.entrySet()) {
            List<Document> here = byFile.getOrDefault(text.getKey().name(), List.of());
            for (YamlProblem problem : text.getValue().problems()) {
                YamlRules.report(problem, text.getKey(), around(problem, here), report);
            }
        }
        return documents;
    }

    /** What is a manifest at all. */
    private record Manifest(MapNode root, String template, Source source) {}

    private static void unfold(MapNode root, String template, Source source, int depth, List<Manifest> manifests) {
        String kind = Nodes.text(root, "kind");
        if (kind.isEmpty() || Nodes.text(root, "apiVersion").isEmpty()) {
            return;
        }
        List<Node> items = kind.endsWith("List") ? Nodes.items(root, "items") : List.of();
        if ((items.isEmpty() || depth > 2) && !isPatch(kind, root)) {
            manifests.add(new Manifest(root, template, source));
        }
        for (Node item : items) {
            if (item instanceof MapNode map) {
                unfold(map, template, source, depth + 1, manifests);
            }
        }
    }

    /** Kustomize's patches look like manifests; they name neither the pods' labels nor what selects them. */
    private static boolean isPatch(String kind, MapNode root) {
        boolean ofPods = kind.equals("StatefulSet") || kind.equals("Deployment") || kind.equals("DaemonSet");
        return ofPods
                && Nodes.find(root, "spec", "selector") == null
                && Nodes.find(root, "spec", "serviceName") == null
                && Nodes.find(root, "spec", "template", "metadata", "labels") == null;
    }

    /** Charts often say the namespace in some templates only. */
    private static String onlyNamespace(List<Manifest> manifests) {
        TreeSet<String> namespaces = new TreeSet<>();
        for (Manifest manifest : manifests) {
            namespaces.add(Nodes.text(manifest.root(), "metadata", "namespace"));
        }
        namespaces.remove("");
        return namespaces.size() == 1 && Names.isLabel(namespaces.first()) ? namespaces.first() : "";
    }

    /** The last manifest that begins before the problem. */
    private static @Nullable Document around(YamlProblem problem, List<Document> documents) {
        if (problem.kind() != YamlProblem.Kind.DUPLICATE_KEY) {
            return null;
        }
        Document found = null;
        for (Document document : documents) {
            if (document.root().position().line() <= problem.position().line()) {
                found = document;
            }
        }
        return found;
    }

    /** The paths, for messages. */
    public List<String> paths() {
        return Collections.unmodifiableList(paths);
    }
}
