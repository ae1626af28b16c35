package dev.statefulstack;

import dev.statefulstack.project.Layout;
import dev.statefulstack.project.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the manifests of a project are, on the command line. */
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class TargetOptions {
    @Option(names = "--output", paramLabel = "FOLDER", required = true, description = "The folder of the manifests.")
    private Path output;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "One file for each stack, or one for each resource: ${COMPLETION-CANDIDATES}."
                    + " Default: ${DEFAULT-VALUE}.")
    private Layout layout = Layout.STACK;

    @Option(names = "--kustomization", description = "Adds a kustomization.yaml to each environment.")
    private boolean kustomization;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description = "Whose stacks these are. A folder takes those of one owner.")
    private String owner = "";

    @Option(
            names = "--keep",
            paramLabel = "PATTERN",
            description = "Manifests in the folder that are not made from stacks and belong there, such as base/**.")
    private final List<String> kept = new ArrayList<>();

    Project.Target target() {
        return new Project.Target(output, layout, kustomization, owner, kept);
    }
}
