package dev.statefulstack.project;

import dev.statefulstack.check.Finding;
import dev.statefulstack.files.OutputFolder;
import dev.statefulstack.stack.Manifests;
import dev.statefulstack.stack.StackGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Checks an environment namespace by namespace, so that the manifests of one at a time are in memory, and several are
 * looked at side by side.
 *
 * <p>What stacks can do to each other ends at their namespace, but for names of another namespace's Services. So a
 * namespace is checked together with those that its manifests name.
 */
final class Parts {
    private final Map<String, List<Planned>> byNamespace;
    private final Map<Planned, String> names;
    private final Layout layout;
    private final String prefix;
    private final OutputFolder folder;

    /**
     * @param names of the stacks' files
     * @param prefix of all files of the environment
     */
    Parts(
            Map<String, List<Planned>> byNamespace,
            Map<Planned, String> names,
            Layout layout,
            String prefix,
            OutputFolder folder) {
        this.byNamespace = byNamespace;
        this.names = names;
        this.layout = layout;
        this.prefix = prefix;
        this.folder = folder;
    }

    /** One for each namespace, in the order in which they were named first. */
    List<Part> all(Progress progress) throws IOException {
        try {
            return byNamespace.entrySet().parallelStream()
                    .map(part -> {
                        Part made = part(part.getKey(), part.getValue());
                        progress.add(part.getValue().size());
                        return made;
                    })
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Part part(String namespace, List<Planned> stacks) {
        StackGroup group = new StackGroup();
        for (Planned stack : stacks) {
            stack.addTo(group);
        }
        List<Finding> remarks = group.remarks();
        List<Finding> errors = errors(namespace, group);
        List<Part.File> files = new ArrayList<>();
        if (errors.isEmpty()) {
            List<StackGroup.Member> members = group.members();
            for (int i = 0; i < members.size(); i++) {
                addFiles(stacks.get(i), members.get(i).manifests(), files);
            }
        }
        return new Part(errors, remarks, files);
    }

    private List<Finding> errors(String namespace, StackGroup group) {
        Set<String> named = new LinkedHashSet<>();
        for (StackGroup.Member member : group.members()) {
            named.addAll(member.manifests().namedNamespaces());
        }
        named.remove(namespace);
        named.retainAll(byNamespace.keySet());
        if (named.isEmpty()) {
            return group.errors();
        }
        StackGroup wider = new StackGroup();
        wider.addAll(group);
        List<Finding> others = new ArrayList<>();
        for (String other : named) {
            StackGroup theirs = new StackGroup();
            for (Planned stack : byNamespace.getOrDefault(other, List.of())) {
                stack.addTo(theirs);
            }
            others.addAll(theirs.errors());
            wider.addAll(theirs);
        }
        // Theirs are said where their own namespace is looked at.
        List<Finding> errors = new ArrayList<>(wider.errors());
        errors.removeAll(others);
        return errors;
    }

    private void addFiles(Planned stack, Manifests manifests, List<Part.File> files) {
        String name = Objects.requireNonNull(names.get(stack));
        for (Map.Entry<String, String> file : layout.files(manifests, name).entrySet()) {
            files.add(new Part.File(
                    prefix + file.getKey(),
                    isThere(prefix + file.getKey(), file.getValue()),
                    () -> Objects.requireNonNull(
                            layout.files(stack.manifests(), name).get(file.getKey()))));
        }
    }

    private boolean isThere(String name, String text) {
        try {
            return folder.holds(name, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
