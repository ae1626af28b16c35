package dev.statefulstack.project;

import dev.statefulstack.check.Finding;
import java.util.List;
import java.util.function.Supplier;

/**
 * What became of the stacks of one namespace: little enough to be kept for all of them.
 *
 * @param files of the stacks without errors
 */
record Part(List<Finding> errors, List<Finding> remarks, List<File> files) {
    /**
     * A file that is to be there.
     *
     * @param isThere with these very bytes
     * @param text makes it again
     */
    record File(String name, boolean isThere, Supplier<String> text) {}
}
