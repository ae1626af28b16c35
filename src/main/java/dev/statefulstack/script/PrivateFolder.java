package dev.statefulstack.script;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A folder of small files that nobody but this user can write, nor replace by way of a folder above. Whoever could would
 * run code as this user: root with another one's home directory, for example, as sudo leaves it.
 *
 * <p>Holds up to a bound; the oldest files make room. Several processes may use it at once: a file is there as a whole or
 * not at all.
 */
final class PrivateFolder {
    private static final int MOST_BYTES_OF_FILE = 4 << 20;

    private static final long MOST_BYTES = 32L << 20;

    private static final int MOST_FILES = 256;

    private static final long ROOT = 0;

    /** Mode bits of stat(2): writing by the group and by others, and a folder whose files only their owners rename. */
    private static final int WRITABLE_BY_OTHERS = 0022;

    private static final int STICKY = 01000;

    private final Path folder;

    PrivateFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /**
     * The content of a file.
     *
     * @throws IOException if there is none, or it may be somebody else's
     */
    byte[] read(String name) throws IOException {
        Path file = folder.resolve(name);
        refuseStrangers();
        if (!isOurs(file) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is not this user's own");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(MOST_BYTES_OF_FILE);
        }
    }

    /**
     * Writes a file; one that is too large is left out.
     *
     * @throws IOException if that cannot be done, or the folder may be somebody else's
     */
    void write(String name, byte[] bytes) throws IOException {
        if (bytes.length >= MOST_BYTES_OF_FILE) {
            return;
        }
        create();
        refuseStrangers();
        // With 0600, as all temporary files.
        Path temporary = Files.createTempFile(folder, name + "-", ".tmp");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        makeRoom();
    }

    void delete(String name) throws IOException {
        refuseStrangers();
        Files.deleteIfExists(folder.resolve(name));
    }

    private void create() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        // Root leaves nothing in another one's home directory.
        if (there == null || !isOurs(there.toRealPath())) {
            throw new IOException(there + " is not this user's own");
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private void refuseStrangers() throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            throw new IOException("nobody knows here who may write a folder");
        }
        Path real = folder.toRealPath();
        if (!isOurs(real)) {
            throw new IOException(real + " is not this user's own");
        }
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            Map<String, Object> attributes = attributes(above);
            boolean isWritable = (mode(attributes) & WRITABLE_BY_OTHERS) != 0 && (mode(attributes) & STICKY) == 0;
            if (isWritable || (user(attributes) != ROOT && user(attributes) != thisUser())) {
                throw new IOException(above + " can be changed by others");
            }
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        Map<String, Object> attributes = attributes(path);
        return user(attributes) == thisUser() && (mode(attributes) & WRITABLE_BY_OTHERS) == 0;
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    }

    private static long user(Map<String, Object> attributes) {
        return ((Number) attributes.getOrDefault("uid", -1)).longValue();
    }

    private static int mode(Map<String, Object> attributes) {
        return ((Number) attributes.getOrDefault("mode", WRITABLE_BY_OTHERS)).intValue();
    }

    private static long thisUser() throws IOException {
        try {
            return new UnixSystem().getUid();
        } catch (LinkageError e) {
            throw new IOException("this JDK does not tell whose process it runs in", e);
        }
    }

    private void makeRoom() throws IOException {
        record Kept(Path file, BasicFileAttributes attributes) {}
        List<Kept> files = new ArrayList<>();
        long bytes = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                try {
                    Kept kept = new Kept(
                            file, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
                    if (kept.attributes.isRegularFile()) {
                        files.add(kept);
                        bytes += kept.attributes.size();
                    }
                } catch (NoSuchFileException e) {
                    // Another process made room.
                }
            }
        }
        files.sort(Comparator.comparing(kept -> kept.attributes.lastModifiedTime()));
        int left = files.size();
        for (Kept oldest : files) {
            if (left <= MOST_FILES && bytes <= MOST_BYTES) {
                return;
            }
            Files.deleteIfExists(oldest.file);
            left--;
            bytes -= oldest.attributes.size();
        }
    }
}
