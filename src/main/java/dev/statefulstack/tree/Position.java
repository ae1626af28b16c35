package dev.statefulstack.tree;

/**
 * A place in a text file.
 *
 * @param file as the user named it
 * @param line counted from 1
 * @param column counted from 1
 */
public record Position(String file, int line, int column) {
    /** For nodes that were built here and not read from a file. */
    public static final Position NONE = new Position("", 0, 0);

    /** {@code kafka.yaml:12:7}, the form that compilers and editors understand. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
