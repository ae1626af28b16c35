package dev.statefulstack.plan;

import java.util.List;

/**
 * The process that a member runs.
 *
 * @param command empty for the image's own
 * @param user numeric id of user and group: images that name their user in words are refused where pods may not run
 *     as root
 */
public record Container(
        String name, String image, List<String> command, List<Env> env, Resources resources, long user) {
    public Container {
        command = List.copyOf(command);
        env = List.copyOf(env);
    }
}
