package dev.statefulstack.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A folder that generated files are written to. Files are named by their path in it, with slashes.
 *
 * <p>Nothing outside of it is written or deleted, neither through {@code ..} nor through a symbolic link. Each file is
 * replaced in one step, so that neither a reader nor an interrupted run ever sees half of one.
 */
public final class OutputFolder {
    private final Path folder;

    /** Absolute, since no path begins with an empty one. */
    private final Path root;

    public OutputFolder(Path folder) {
        this.folder = folder;
        root = folder.toAbsolutePath().normalize();
    }

    /** As it was named. */
    public Path path() {
        return folder;
    }

    /**
     * Looks at a name only.
     *
     * @throws IllegalArgumentException if it leads out of the folder
     */
    public void refuseOutside(String name) {
        resolve(name);
    }

    /** Whether the file is there with these very bytes. */
    public boolean holds(String name, byte[] bytes) throws IOException {
        Optional<byte[]> there = read(name);
        return there.isPresent() && Arrays.equals(there.get(), bytes);
    }

    /** The file's bytes; nothing where there is no such file. */
    public Optional<byte[]> read(String name) throws IOException {
        Path path = resolve(name);
        return Files.isRegularFile(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    }

    /**
     * Writes or replaces a file.
     *
     * @throws IOException if it cannot be written, or a symbolic link leads to another folder
     */
    public void write(String name, byte[] bytes) throws IOException {
        Path path = resolve(name);
        Path parent = parent(path);
        Files.createDirectories(parent);
        refuseLinkOut(parent, name);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is a folder, and a file of that name is to be written");
        }
        Path draft = parent.resolve("." + path.getFileName() + ".tmp");
        try {
            Files.write(draft, bytes);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Deletes a file that may be there, and then the folders that it leaves empty. */
    public void delete(String name) throws IOException {
        Path path = resolve(name);
        Path parent = parent(path);
        if (!Files.isDirectory(parent)) {
            return;
        }
        refuseLinkOut(parent, name);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
        }
        for (Path empty = parent; !empty.equals(root); empty = parent(empty)) {
            try {
                Files.delete(empty);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    /** The names of all files, in order; none where there is no such folder. Links in it are not followed. */
    public List<String> list() throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(folder + " is a file, and a folder is needed");
        }
        TreeSet<String> names = new TreeSet<>();
        // The folder itself may be a link.
        Path real = root.toRealPath();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                names.add(real.relativize(file).toString().replace('\\', '/'));
                return FileVisitResult.CONTINUE;
            }
        });
        return List.copyOf(names);
    }

    private Path resolve(String name) {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IllegalArgumentException("the file " + name + " would lie outside of " + folder);
        }
        return path;
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private void refuseLinkOut(Path parent, String name) throws IOException {
        Path real = parent.toRealPath();
        if (!real.startsWith(root.toRealPath())) {
            throw new IOException(
                    "the file " + name + " would lie outside of " + folder + ": a symbolic link leads to " + real);
        }
    }
}
