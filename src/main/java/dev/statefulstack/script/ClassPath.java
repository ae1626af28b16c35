package dev.statefulstack.script;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What scripts are compiled against: where this library and its dependencies came from. */
final class ClassPath {
    /** Folders with more files are not looked through. */
    private static final int MOST_FILES = 10_000;

    private ClassPath() {}

    /** In the form of the option {@code --class-path}. */
    static String ofThisLibrary() {
        // Under exec:java the system's class path holds Maven and nothing else.
        if (!(ClassPath.class.getClassLoader() instanceof URLClassLoader loader)) {
            return System.getProperty("java.class.path");
        }
        StringJoiner path = new StringJoiner(File.pathSeparator);
        for (URL url : loader.getURLs()) {
            path.add(path(url).toString());
        }
        return path.toString();
    }

    /**
     * A text that changes with what can be compiled against: a line with the path, the size and the time of each jar and of
     * each class in folders.
     *
     * @return null where not all of it is known: the path names a jar whose manifest names the others, or a folder is too
     *     large, such as a home directory that an empty entry stands for
     */
    static @Nullable String fingerprint() {
        CodeSource source = ClassPath.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        boolean hasLibrary = false;
        try {
            Path library = path(source.getLocation());
            for (String entry : ofThisLibrary().split(File.pathSeparator, -1)) {
                Path path = Path.of(entry).toAbsolutePath();
                hasLibrary |= path.normalize().equals(library.toAbsolutePath().normalize());
                for (String file : files(path)) {
                    text.append(file).append('\n');
                }
            }
        } catch (IOException | InvalidPathException e) {
            return null;
        }
        return hasLibrary ? text.toString() : null;
    }

    private static List<String> files(Path entry) throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(entry, new SimpleFileVisitor<>() {
            private int visited;

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (++visited > MOST_FILES) {
                    throw new IOException("too many files in " + entry);
                }
                // Other files of a folder are nothing to the compiler, and change while a script runs.
                if (file.equals(entry) || file.toString().endsWith(".class")) {
                    files.add(file + " " + attributes.size() + " "
                            + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                files.add(file + " cannot be read");
                return FileVisitResult.CONTINUE;
            }
        });
        // The order of a folder is nobody's.
        files.sort(null);
        return files;
    }

    private static Path path(URL url) {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class loader has an address that is none: " + url, e);
        }
    }
}
