package dev.statefulstack.project;

import dev.statefulstack.check.Finding;
import dev.statefulstack.files.OutputFolder;
import dev.statefulstack.script.Problem;
import dev.statefulstack.stack.InvalidStackException;
import dev.statefulstack.stack.StackGroup;
import dev.statefulstack.yaml.YamlWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can be done with the stacks of a project: write their manifests, hold a folder against them, print them. */
public final class Project {
    /**
     * Where manifests go and how.
     *
     * @param owner whose stacks they are: a folder takes only one project's; empty for anybody's
     * @param kept patterns of manifests in the folder that are the user's own
     */
    public record Target(Path folder, Layout layout, boolean kustomization, String owner, List<String> kept) {
        public Target {
            kept = List.copyOf(kept);
        }
    }

    private final Sources sources;
    private final PrintStream err;

    /** @param err gets findings that are no errors, and what scripts print */
    public Project(Sources sources, PrintStream err) {
        this.sources = sources;
        this.err = err;
    }

    /**
     * Brings the folder up to date: writes what differs, and deletes what was written here for stacks that are gone.
     *
     * @return what was done, in one line; empty where the project has no stacks and never had
     * @throws Problem if anything is wrong with the project; nothing is written then
     */
    public String generate(Target target) throws Problem, IOException {
        Output output = output(target);
        if (output.isEmpty()) {
            return "";
        }
        for (String foreign : output.foreign()) {
            err.println(foreign(target, foreign));
        }
        int different = output.different().size();
        int left = output.leftBehind().size();
        output.write();
        return target.folder() + ": " + files(output) + ", " + different + " written, " + left + " deleted";
    }

    /**
     * Holds the folder against what the stacks give now, and writes nothing.
     *
     * @param mend the command that brings the folder up to date
     * @return what was found, in one line; empty where the project has no stacks and never had
     * @throws Problem if the folder is not up to date, or anything is wrong with the project
     */
    public String check(Target target, String mend) throws Problem, IOException {
        Output output = output(target);
        if (output.isEmpty()) {
            return "";
        }
        Staleness staleness = new Staleness(new OutputFolder(target.folder()), output);
        if (staleness.isAny()) {
            throw Problem.wrong(staleness.report(mend));
        }
        return target.folder() + ": " + files(output) + ", all up to date";
    }

    /**
     * All manifests as one text.
     *
     * @param environments the names of those that are wanted; all where there are none
     * @throws Problem if anything is wrong with the project, or there is no such environment
     */
    public String print(List<String> environments) throws Problem, IOException {
        Map<String, StackGroup> groups = sources.read(err);
        for (String name : environments) {
            if (!groups.containsKey(name)) {
                throw Problem.wrong("there is no environment '" + name + "'; there are "
                        + (groups.isEmpty() ? "no stacks at all" : "'" + String.join("', '", groups.keySet()) + "'"));
            }
        }
        if (!environments.isEmpty()) {
            groups.keySet().retainAll(environments);
        }
        refuseErrors(groups);
        StringBuilder all = new StringBuilder();
        for (StackGroup group : groups.values()) {
            String yaml = group.manifests().yaml();
            all.append(all.length() > 0 && !yaml.isEmpty() ? YamlWriter.SEPARATOR : "")
                    .append(yaml);
        }
        return all.toString();
    }

    private Output output(Target target) throws Problem, IOException {
        Output output = new Output(new OutputFolder(target.folder()), target.owner(), target.kept());
        Map<String, StackGroup> groups = sources.read(err);
        refuseErrors(groups);
        for (Map.Entry<String, StackGroup> group : groups.entrySet()) {
            Map<String, String> files = target.layout().files(group.getKey(), group.getValue(), target.kustomization());
            for (Map.Entry<String, String> file : files.entrySet()) {
                output.add(file.getKey(), file.getValue());
            }
        }
        return output;
    }

    private void refuseErrors(Map<String, StackGroup> groups) throws Problem {
        List<Finding> errors = new ArrayList<>();
        for (StackGroup group : groups.values()) {
            errors.addAll(group.errors());
            for (Finding remark : group.remarks()) {
                err.println(remark);
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.wrong(String.valueOf(new InvalidStackException(errors).getMessage()));
        }
    }

    private static String files(Output output) {
        return output.size() == 1 ? "1 file" : output.size() + " files";
    }

    private static String foreign(Target target, String name) {
        return "warning  " + target.folder().resolve(name) + " is not made from a stack"
                + "\n  why: whoever applies the folder applies it too"
                + "\n  fix: delete it, or list it among the files to keep";
    }
}
