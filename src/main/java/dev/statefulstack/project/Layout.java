package dev.statefulstack.project;

import dev.statefulstack.script.Problem;
import dev.statefulstack.stack.Manifests;
import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import dev.statefulstack.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How manifests are shared out to files. Environments with a name have a folder each, whatever the layout. */
public enum Layout {
    /** {@code kafka.yaml}: everything of a stack in one file. */
    STACK,
    /** {@code kafka/kafka.statefulset.yaml}: a folder for each stack, and in it a file for each object. */
    RESOURCE;

    private static final String YAML = ".yaml";

    /** The file that Kustomize looks for, and Argo CD and Flux with it. */
    private static final String KUSTOMIZATION = "kustomization";

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One stack's files by their names, in the order in which they are to be applied. */
    Map<String, String> files(Manifests manifests, String name) {
        if (this == STACK) {
            return Collections.singletonMap(name + YAML, manifests.yaml());
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : manifests.files().entrySet()) {
            files.put(name + "/" + file.getKey(), file.getValue());
        }
        return files;
    }

    /**
     * What the stacks of an environment are called in its folder: by their name, with the namespace behind it where stacks
     * of several namespaces share the name.
     */
    static Map<Planned, String> names(List<Planned> stacks) {
        Map<String, Integer> uses = new HashMap<>();
        for (Planned planned : stacks) {
            uses.merge(planned.stack().name(), 1, Integer::sum);
        }
        Map<Planned, String> names = new LinkedHashMap<>();
        for (Planned planned : stacks) {
            String name = planned.stack().name();
            boolean shared = uses.getOrDefault(name, 0) > 1;
            names.put(planned, shared ? name + "." + planned.stack().namespace() : name);
        }
        return names;
    }

    /**
     * Looks at the names of stacks that have no errors.
     *
     * @throws Problem if two would have the same file, or one has a file that means something else
     */
    static void refuse(Map<Planned, String> names) throws Problem {
        Map<String, Planned> owners = new HashMap<>();
        for (Map.Entry<Planned, String> named : names.entrySet()) {
            Planned planned = named.getKey();
            if (named.getValue().equals(KUSTOMIZATION)) {
                throw Problem.wrong("the stack '" + KUSTOMIZATION + "' cannot have a file  (" + planned.line() + ")"
                        + "\n  why: Kustomize, Argo CD and Flux take " + kustomizationFile() + " for their own"
                        + "\n  fix: give the stack another name");
            }
            Planned twin = owners.put(named.getValue(), planned);
            if (twin != null) {
                throw Problem.wrong("two stacks would have the file " + named.getValue() + YAML + "  (" + twin.line()
                        + ", " + planned.line() + ")"
                        + "\n  why: the second would replace the first"
                        + "\n  fix: rename one, or put them into two environments");
            }
        }
    }

    /** The file that lists the others for Kustomize. */
    static String kustomizationFile() {
        return KUSTOMIZATION + YAML;
    }

    /** Lists files in the order in which they are to be applied. */
    static String kustomization(Iterable<String> files) {
        List<Node> resources = new ArrayList<>();
        for (String file : files) {
            resources.add(ScalarNode.string(file));
        }
        return YamlWriter.write(List.of(new MapNode(List.of(
                new MapNode.Entry("apiVersion", ScalarNode.string("kustomize.config.k8s.io/v1beta1")),
                new MapNode.Entry("kind", ScalarNode.string("Kustomization")),
                new MapNode.Entry("resources", new ListNode(resources))))));
    }
}
