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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    private final Progress progress;

    /**
     * Nothing is read yet.
     *
     * @param err gets findings that are no errors, and what providers and scripts print
     */
    public Project(Sources sources, PrintStream err, Progress progress) {
        this.sources = sources;
        this.err = err;
        this.progress = progress;
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
        Map<String, PlannedEnvironment> planned = sources.read(err);
        for (String name : environments) {
            if (!planned.containsKey(name)) {
                throw Problem.wrong("there is no environment '" + name + "'; there are "
                        + (planned.isEmpty() ? "no stacks at all" : "'" + String.join("', '", planned.keySet()) + "'"));
            }
        }
        if (!environments.isEmpty()) {
            planned.keySet().retainAll(environments);
        }
        StringBuilder all = new StringBuilder();
        for (StackGroup group : sound(planned).values()) {
            String yaml = group.manifests().yaml();
            all.append(all.length() > 0 && !yaml.isEmpty() ? YamlWriter.SEPARATOR : "")
                    .append(yaml);
        }
        return all.toString();
    }

    /**
     * The manifests as they would be written, without those for Kustomize.
     *
     * @return the files of each environment, by their paths in its folder
     * @throws Problem if anything is wrong with the project
     */
    public Map<String, Map<String, String>> files(Layout layout) throws Problem, IOException {
        Map<String, PlannedEnvironment> planned = sources.read(err);
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (Map.Entry<String, StackGroup> environment : sound(planned).entrySet()) {
            List<Planned> stacks =
                    Objects.requireNonNull(planned.get(environment.getKey())).stacks();
            Map<Planned, String> names = Layout.names(stacks);
            Layout.refuse(names);
            Map<String, String> files = new LinkedHashMap<>();
            List<StackGroup.Member> members = environment.getValue().members();
            for (int i = 0; i < members.size(); i++) {
                String name = Objects.requireNonNull(names.get(stacks.get(i)));
                files.putAll(layout.files(members.get(i).manifests(), name));
            }
            all.put(environment.getKey(), files);
        }
        return all;
    }

    /**
     * The stacks of each environment with their manifests, for those who want all of them in memory.
     *
     * @throws Problem if one has errors
     */
    private Map<String, StackGroup> sound(Map<String, PlannedEnvironment> planned) throws Problem {
        Map<String, StackGroup> groups = new LinkedHashMap<>();
        List<Finding> errors = new ArrayList<>();
        for (Map.Entry<String, PlannedEnvironment> environment : planned.entrySet()) {
            StackGroup group = environment.getValue().group();
            errors.addAll(environment.getValue().errors());
            errors.addAll(group.errors());
            say(group.remarks());
            groups.put(environment.getKey(), group);
        }
        refuse(errors);
        return groups;
    }

    private Output output(Target target) throws Problem, IOException {
        OutputFolder folder = new OutputFolder(target.folder());
        Output output = new Output(folder, target.owner(), target.kept());
        List<Finding> errors = new ArrayList<>();
        List<Map<Planned, String>> allNames = new ArrayList<>();
        Map<String, PlannedEnvironment> environments = sources.read(err);
        if (environments.isEmpty() && !output.isEmpty()) {
            throw Problem.wrong("no stacks were found, and " + target.folder() + " holds the manifests of some"
                    + "\n  why: all of them would be deleted"
                    + "\n  fix: compile the project, and make its providers public; if the stacks are gone for good, delete"
                    + " the folder");
        }
        for (Map.Entry<String, PlannedEnvironment> environment : environments.entrySet()) {
            PlannedEnvironment planned = environment.getValue();
            String prefix = environment.getKey().isEmpty() ? "" : environment.getKey() + "/";
            errors.addAll(planned.errors());
            Map<Planned, String> names = Layout.names(planned.stacks());
            allNames.add(names);
            Parts parts = new Parts(planned.byNamespace(), names, target.layout(), prefix, folder);
            List<String> files = new ArrayList<>();
            for (Part part : parts.all(progress)) {
                errors.addAll(part.errors());
                say(part.remarks());
                for (Part.File file : part.files()) {
                    output.add(file);
                    files.add(file.name().substring(prefix.length()));
                }
            }
            if (target.kustomization() && !files.isEmpty()) {
                output.add(prefix + Layout.kustomizationFile(), Layout.kustomization(files));
            }
        }
        refuse(errors);
        for (Map<Planned, String> names : allNames) {
            Layout.refuse(names);
        }
        return output;
    }

    private void say(List<Finding> remarks) {
        for (Finding remark : remarks) {
            err.println(remark);
        }
    }

    private static void refuse(List<Finding> errors) throws Problem {
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
