package dev.statefulstack.boot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A container as it is handed to the runtime.
 *
 * @param environment complete and expanded
 * @param mounts in the order of the manifest
 * @param memory the limit in bytes, 0 for none
 */
record ContainerSpec(
        String name,
        Image image,
        List<String> argv,
        Map<String, String> environment,
        List<Mount> mounts,
        int user,
        int group,
        boolean readOnlyRoot,
        String workingFolder,
        long memory) {
    /** @param source a file or a folder of this machine */
    record Mount(Path source, String path, boolean readOnly) {}
}
