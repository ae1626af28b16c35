package dev.statefulstack.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The process that a member runs.
 *
 * @param command what it runs, with the image's own program where it is {@link Command#OF_IMAGE}
 */
public record Container(
        String name, String image, Command command, List<Env> env, Resources resources, Security security) {
    /**
     * What is run in place of the image's own.
     *
     * @param program empty for the image's entrypoint
     * @param arguments empty for the image's own
     */
    public record Command(List<String> program, List<String> arguments) {
        public static final Command OF_IMAGE = new Command(List.of(), List.of());

        public Command {
            program = List.copyOf(program);
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * As whom it runs.
     *
     * @param user numeric id of user and group; images that name their user in words are refused where pods may not
     *     run as root. Null where the image is not known, for the image's own
     * @param readOnly whether the file system is read-only beside volumes and scratch space
     */
    public record Security(@Nullable Long user, boolean readOnly) {}

    public Container {
        env = List.copyOf(env);
    }
}
