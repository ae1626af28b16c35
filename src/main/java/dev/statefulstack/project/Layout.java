package dev.statefulstack.project;

import dev.statefulstack.script.Problem;
import dev.statefulstack.stack.StackGroup;
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

    /**
     * All files of an environment, by their paths below the output folder.
     *
     * @param environment its name, or empty
     * @throws Problem if two stacks would have the same file
     */
    Map<String, String> files(String environment, StackGroup group, boolean kustomization) throws Problem {
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, StackGroup.Member> named : names(group.members()).entrySet()) {
            files.putAll(files(named.getValue(), named.getKey()));
        }
        if (kustomization) {
            files.put(KUSTOMIZATION + YAML, kustomization(files.keySet()));
        }
        if (environment.isEmpty()) {
            return files;
        }
        Map<String, String> inFolder = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            inFolder.put(environment + "/" + file.getKey(), file.getValue());
        }
        return inFolder;
    }

    /** One stack's files by their names, in the order in which they are to be applied. */
    private Map<String, String> files(StackGroup.Member member, String name) {
        if (this == STACK) {
            return Collections.singletonMap(name + YAML, member.manifests().yaml());
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : member.manifests().files().entrySet()) {
            files.put(name + "/" + file.getKey(), file.getValue());
        }
        return files;
    }

    /** The stack's name; with its namespace behind it where stacks of several namespaces share the name. */
    private static Map<String, StackGroup.Member> names(List<StackGroup.Member> members) throws Problem {
        Map<String, Integer> uses = new HashMap<>();
        for (StackGroup.Member member : members) {
            uses.merge(member.stack().name(), 1, Integer::sum);
        }
        Map<String, StackGroup.Member> names = new LinkedHashMap<>();
        for (StackGroup.Member member : members) {
            String name = member.stack().name();
            if (uses.getOrDefault(name, 0) > 1) {
                name += "." + member.stack().namespace();
            }
            if (name.equals(KUSTOMIZATION)) {
                throw Problem.wrong("the stack '" + name + "' cannot have a file  (" + member.line() + ")"
                        + "\n  why: Kustomize, Argo CD and Flux take " + KUSTOMIZATION + YAML + " for their own"
                        + "\n  fix: give the stack another name");
            }
            StackGroup.Member twin = names.put(name, member);
            if (twin != null) {
                throw Problem.wrong("two stacks are called '" + member.stack().name() + "' in the namespace '"
                        + member.stack().namespace() + "'  (" + twin.line() + ", " + member.line() + ")"
                        + "\n  why: their files would have the same name, and their objects as well"
                        + "\n  fix: rename one, or put them into two environments");
            }
        }
        return names;
    }

    private static String kustomization(Iterable<String> files) {
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
