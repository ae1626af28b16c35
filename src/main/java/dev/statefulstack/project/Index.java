package dev.statefulstack.project;

import dev.statefulstack.files.OutputFolder;
import dev.statefulstack.script.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which files of a folder were written by us, so that those of a stack that is gone can be told from the user's own.
 *
 * @param owner whose stacks they are; empty where nobody said
 * @param names in order
 */
record Index(String owner, List<String> names) {
    /** Hidden, and without an ending that Argo CD, Flux or kubectl would take for a manifest. */
    static final String FILE = ".statefulstack";

    private static final String COMMENT = "#";

    private static final String OWNER = "# owner: ";

    private static final String HEADER = "# Files that statefulstack wrote here, and deletes when their stack is gone."
            + " Keep this list with them.\n";

    static Index of(String owner, Collection<String> names) {
        return new Index(owner, List.copyOf(new TreeSet<>(names)));
    }

    /**
     * The index in the folder; an empty one where there is none.
     *
     * @throws Problem if it is somebody else's, or names a file outside of the folder
     */
    static Index read(OutputFolder folder, String owner) throws Problem, IOException {
        Optional<byte[]> bytes = folder.read(FILE);
        if (bytes.isEmpty()) {
            return new Index(owner, List.of());
        }
        String list = new String(bytes.get(), StandardCharsets.UTF_8);
        for (String line : list.lines().toList()) {
            if (line.startsWith(OWNER)) {
                refuseStranger(folder, line.substring(OWNER.length()), owner);
            }
        }
        List<String> names = names(list);
        for (String name : names) {
            refuseOutside(folder, name);
        }
        return of(owner, names);
    }

    /** The names that a list has, in its order. */
    static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (String line : list.lines().toList()) {
            if (!line.startsWith(COMMENT) && !line.isBlank()) {
                names.add(line);
            }
        }
        return names;
    }

    private static void refuseStranger(OutputFolder folder, String found, String owner) throws Problem {
        if (!found.equals(owner)) {
            throw Problem.wrong("the folder " + folder.path() + " holds the manifests of " + found + ", and "
                    + (owner.isEmpty() ? "this run has no owner" : "this is " + owner)
                    + "\n  why: each would delete what the other has written"
                    + "\n  fix: give each a folder of its own; after a change of name, put the new one into the line"
                    + " '" + OWNER.strip() + "' of " + FILE + " there");
        }
    }

    private static void refuseOutside(OutputFolder folder, String name) throws Problem {
        try {
            folder.refuseOutside(name);
        } catch (IllegalArgumentException e) {
            throw Problem.wrong(folder.path().resolve(FILE) + " lists " + name + ", which is not below that folder"
                    + "\n  why: listed files are deleted when their stack is gone"
                    + "\n  fix: remove the line");
        }
    }

    byte[] text() {
        StringBuilder text = new StringBuilder(HEADER);
        if (!owner.isEmpty()) {
            text.append(OWNER).append(owner).append('\n');
        }
        for (String name : names) {
            text.append(name).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
