package dev.statefulstack.project;

import dev.statefulstack.files.OutputFolder;
import dev.statefulstack.script.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files that a project is to have, held against those that are in its folder. */
final class Output {
    private static final List<String> MANIFESTS = List.of(".yaml", ".yml", ".json");

    private final OutputFolder folder;
    private final Index before;
    private final List<PathMatcher> kept = new ArrayList<>();
    private final Set<String> wanted = new TreeSet<>();

    /** Only those whose bytes differ: of the others nothing has to be remembered. */
    private final Map<String, byte[]> different = new TreeMap<>();

    /**
     * Reads what was written before.
     *
     * @param kept patterns of files in the folder that are the user's own
     */
    Output(OutputFolder folder, String owner, List<String> kept) throws Problem, IOException {
        this.folder = folder;
        before = Index.read(folder, owner);
        for (String pattern : kept) {
            try {
                this.kept.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
            } catch (IllegalArgumentException e) {
                throw Problem.unreadable("'" + pattern + "' is no pattern of files to keep: " + e.getMessage()
                        + "\n  fix: kustomization.yaml, *.yaml, or base/** for a whole folder");
            }
        }
    }

    /** Takes a file that is to be there. */
    void add(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        wanted.add(name);
        if (!folder.holds(name, bytes)) {
            different.put(name, bytes);
        }
    }

    /** Whether there is nothing to write, and nothing was. */
    boolean isEmpty() {
        return wanted.isEmpty() && before.names().isEmpty();
    }

    int size() {
        return wanted.size();
    }

    /** What has to be written, by name. */
    Map<String, byte[]> different() {
        return different;
    }

    /** Files of stacks that are gone. */
    List<String> leftBehind() throws IOException {
        List<String> left = new ArrayList<>();
        for (String name : before.names()) {
            if (!wanted.contains(name) && folder.read(name).isPresent()) {
                left.add(name);
            }
        }
        return left;
    }

    /** Manifests that were never written from here: who applies the folder applies them too. */
    List<String> foreign() throws IOException {
        List<String> foreign = new ArrayList<>();
        for (String name : folder.list()) {
            if (isManifest(name) && !wanted.contains(name) && !before.names().contains(name) && !isKept(name)) {
                foreign.add(name);
            }
        }
        return foreign;
    }

    /** Whether the index has to be written. */
    boolean indexDiffers() throws IOException {
        return !folder.holds(Index.FILE, index().text());
    }

    /**
     * Writes what differs and deletes what is left behind.
     *
     * <p>The index first, with old and new names: whatever an interrupted run leaves, the next one knows.
     */
    void write() throws IOException {
        List<String> left = leftBehind();
        if (!different.isEmpty() || !left.isEmpty()) {
            Set<String> both = new TreeSet<>(wanted);
            both.addAll(left);
            write(Index.FILE, Index.of(before.owner(), both).text());
        }
        for (Map.Entry<String, byte[]> file : different.entrySet()) {
            folder.write(file.getKey(), file.getValue());
        }
        for (String name : left) {
            folder.delete(name);
        }
        write(Index.FILE, index().text());
    }

    private void write(String name, byte[] bytes) throws IOException {
        if (!folder.holds(name, bytes)) {
            folder.write(name, bytes);
        }
    }

    private Index index() {
        return Index.of(before.owner(), wanted);
    }

    private static boolean isManifest(String name) {
        for (String ending : MANIFESTS) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    private boolean isKept(String name) {
        Path path = Path.of(name);
        for (PathMatcher matcher : kept) {
            if (matcher.matches(path)) {
                return true;
            }
        }
        return false;
    }
}
