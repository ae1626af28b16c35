package dev.statefulstack.script;

import dev.statefulstack.check.Finding;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.InvalidStackException;
import dev.statefulstack.stack.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what a script emits until it has ended. */
final class Emissions implements Receiver {
    /** @param line of the statement that emitted it */
    private record Emission(Manifests manifests, String line) {
        Finding locate(Finding finding) {
            return Emissions.locate(finding, line);
        }
    }

    private final Supplier<String> line;
    private final List<Emission> sound = new ArrayList<>();
    private final List<Finding> errors = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();

    /** @param line of the statement that runs */
    Emissions(Supplier<String> line) {
        this.line = line;
    }

    @Override
    public synchronized void take(List<AnyStack> stacks) {
        for (AnyStack stack : stacks) {
            try {
                Emission emission = new Emission(stack.manifests(), line.get());
                sound.add(emission);
                for (Finding finding : emission.manifests().findings()) {
                    remarks.add(emission.locate(finding));
                }
            } catch (InvalidStackException e) {
                for (Finding error : e.findings()) {
                    errors.add(locate(error, line.get()));
                }
            }
        }
    }

    synchronized boolean isEmpty() {
        return sound.isEmpty() && errors.isEmpty();
    }

    /** At the script's line, unless the finding knows one of compiled code. */
    private static Finding locate(Finding finding, String line) {
        return finding.line().isEmpty() ? finding.at(line) : finding;
    }

    /** Findings that are no errors. */
    synchronized List<Finding> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * All documents as one text.
     *
     * @throws InvalidStackException with the errors of all stacks and of their combination, each with its line
     */
    synchronized String yaml() {
        List<Finding> all = new ArrayList<>(errors);
        try {
            String yaml = Manifests.join(manifests(sound)).yaml();
            if (all.isEmpty()) {
                return yaml;
            }
        } catch (InvalidStackException e) {
            all.addAll(locate(e.findings()));
        }
        throw new InvalidStackException(all);
    }

    /** What is wrong with stacks seen together belongs to the emission with which it began. */
    private List<Finding> locate(List<Finding> conflicts) {
        List<Finding> open = new ArrayList<>(conflicts);
        List<Finding> located = new ArrayList<>();
        for (int count = 1; count <= sound.size() && !open.isEmpty(); count++) {
            Emission last = sound.get(count - 1);
            for (Finding conflict : conflicts(sound.subList(0, count))) {
                if (open.remove(conflict)) {
                    located.add(last.locate(conflict));
                }
            }
        }
        return located;
    }

    private static List<Finding> conflicts(List<Emission> emissions) {
        try {
            Manifests.join(manifests(emissions));
            return List.of();
        } catch (InvalidStackException e) {
            return e.findings();
        }
    }

    private static List<Manifests> manifests(List<Emission> emissions) {
        return emissions.stream().map(Emission::manifests).toList();
    }
}
