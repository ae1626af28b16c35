package dev.statefulstack.project;

import dev.statefulstack.check.Finding;
import dev.statefulstack.files.OutputFolder;
import dev.statefulstack.stack.Manifests;
import dev.statefulstack.stack.StackGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Checks an environment namespace by namespace, so that the manifests of one at a time are in memory, and several are
 * looked at side by side. Those of one namespace share what they have in common.
 *
 * <p>What stacks can do to each other ends at their namespace, but for names of another namespace's Services. So a
 * namespace is checked together with those that its manifests name.
 */
final class Parts {
    /** So many stacks' manifests are in memory in full. */
    private static final int AT_A_TIME = 64;

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
                    .map(part -> part(part.getKey(), part.getValue(), progress))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Part part(String namespace, List<Planned> stacks, Progress progress) {
        List<Finding> remarks = new ArrayList<>();
        StackGroup group = gather(stacks, remarks, progress);
        List<Finding> errors = errors(namespace, group);
        List<Part.File> files = new ArrayList<>();
        if (errors.isEmpty()) {
            List<StackGroup.Member> members = group.members();
            IntStream.range(0, members.size())
                    .parallel()
                    .mapToObj(i -> files(stacks.get(i), members.get(i).manifests()))
                    .toList()
                    .forEach(files::addAll);
        }
        return new Part(errors, remarks, files);
    }

    /** Several at a time, which then keep only what they don't have in common with the first of their kind. */
    private static StackGroup gather(List<Planned> stacks, List<Finding> remarks, Progress progress) {
        StackGroup group = new StackGroup();
        Map<Class<?>, Manifests> first = new HashMap<>();
        for (int start = 0; start < stacks.size(); start += AT_A_TIME) {
            List<Planned> some = stacks.subList(start, Math.min(start + AT_A_TIME, stacks.size()));
            for (Made made : some.parallelStream().map(Made::of).toList()) {
                remarks.addAll(made.remarks);
                group.addAll(made.sharing(first));
            }
            progress.add(some.size());
        }
        return group;
    }

    /** A stack by itself: a group of one, or of none where it has errors. */
    private record Made(StackGroup group, List<Finding> remarks) {
        static Made of(Planned stack) {
            StackGroup group = new StackGroup();
            stack.addTo(group);
            return new Made(group, group.remarks());
        }

        StackGroup sharing(Map<Class<?>, Manifests> first) {
            if (group.members().isEmpty()) {
                return group;
            }
            StackGroup.Member member = group.members().get(0);
            Manifests known = first.putIfAbsent(member.stack().getClass(), member.manifests());
            if (known == null) {
                return group;
            }
            StackGroup shared = new StackGroup();
            shared.add(new StackGroup.Member(member.stack(), member.manifests().sharing(known), member.line()));
            return shared;
        }
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
            StackGroup theirs = gather(byNamespace.getOrDefault(other, List.of()), new ArrayList<>(), Progress.NONE);
            others.addAll(theirs.errors());
            wider.addAll(theirs);
        }
        // Theirs are said where their own namespace is looked at.
        List<Finding> errors = new ArrayList<>(wider.errors());
        errors.removeAll(others);
        return errors;
    }

    private List<Part.File> files(Planned stack, Manifests manifests) {
        List<Part.File> files = new ArrayList<>();
        String name = Objects.requireNonNull(names.get(stack));
        for (Map.Entry<String, String> file : layout.files(manifests, name).entrySet()) {
            files.add(new Part.File(
                    prefix + file.getKey(),
                    isThere(prefix + file.getKey(), file.getValue()),
                    () -> Objects.requireNonNull(
                            layout.files(stack.manifests(), name).get(file.getKey()))));
        }
        return files;
    }

    private boolean isThere(String name, String text) {
        try {
            return folder.holds(name, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
