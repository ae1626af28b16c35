package dev.statefulstack.lint;

/** A file to look at, or what came through standard input. */
final class Source {
    private final String name;
    private final byte[] bytes;
    private final boolean asked;

    /**
     * Takes what was read.
     *
     * @param name as the user named it, for positions
     * @param bytes the content, up to one byte more than is ever looked at
     * @param asked whether the user named this very file, and not a folder or pattern that it was found by
     */
    Source(String name, byte[] bytes, boolean asked) {
        this.name = name;
        this.bytes = bytes;
        this.asked = asked;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean asked() {
        return asked;
    }
}
