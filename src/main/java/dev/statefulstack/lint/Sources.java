package dev.statefulstack.lint;

import dev.statefulstack.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds and reads files: those that are named, those in folders, and those that a pattern matches. */
final class Sources {
    /** Deeper folders are left out. */
    private static final int DEPTH = 64;

    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private final List<Source> sources = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();

    List<Source> sources() {
        return sources;
    }

    /** What could not be read, each with the reason. */
    List<String> failures() {
        return failures;
    }

    void add(String name, byte[] bytes) {
        sources.add(new Source(name, bytes, true));
    }

    void stream(String name, InputStream in) {
        try {
            add(name, in.readNBytes(YamlReader.mostBytes() + 1));
        } catch (IOException e) {
            failures.add(name + ": " + reason(e));
        }
    }

    /** A file, a folder, or a pattern with {@code *}, {@code **}, {@code ?} or {@code {a,b}}. */
    void named(String name) {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            pattern(name);
            return;
        }
        if (Files.isDirectory(path)) {
            folder(path, null, name);
        } else if (!Files.exists(path) && isPattern(name)) {
            pattern(name);
        } else {
            file(path, true);
        }
    }

    private static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('{') >= 0 || name.indexOf('[') >= 0;
    }

    private void pattern(String name) {
        int mark = 0;
        while (mark < name.length() && "*?{[".indexOf(name.charAt(mark)) < 0) {
            mark++;
        }
        int slash = name.lastIndexOf('/', mark);
        try {
            Path base = Path.of(slash < 0 ? "." : name.substring(0, slash + 1));
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
            if (!Files.isDirectory(base)) {
                failures.add(name + ": there is no folder " + base);
            } else {
                folder(base, matcher, name);
            }
        } catch (IllegalArgumentException e) {
            failures.add(name + ": it is neither a file nor a pattern");
        }
    }

    private void folder(Path folder, @Nullable PathMatcher matcher, String name) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEPTH, new SimpleFileVisitor<Path>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    return !visited.equals(folder) && isHidden(visited)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // Links lead to files, or to folders that were or will be visited by their own name.
                    if (isWanted(file, matcher) && Files.isRegularFile(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    failures.add(file + ": " + reason(e));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            failures.add(name + ": " + reason(e));
        }
        found.sort(null);
        if (found.isEmpty() && matcher != null) {
            failures.add(name + ": no file matches");
        }
        for (Path file : found) {
            file(file, false);
        }
    }

    private static boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null
                && name.toString().startsWith(".")
                && name.toString().length() > 2;
    }

    private static boolean isWanted(Path file, @Nullable PathMatcher matcher) {
        if (matcher != null) {
            return matcher.matches(file) || matcher.matches(file.normalize());
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return !isHidden(file);
            }
        }
        return false;
    }

    private void file(Path file, boolean asked) {
        String name = file.startsWith("./") ? file.normalize().toString() : file.toString();
        // One file may be named twice, by itself and by its folder.
        if (!seen.add(file.toAbsolutePath().normalize().toString())) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            sources.add(new Source(name, in.readNBytes(YamlReader.mostBytes() + 1), asked));
        } catch (IOException e) {
            failures.add(name + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        String message = e.getMessage();
        return e instanceof AccessDeniedException
                ? "it may not be read"
                : message == null ? e.getClass().getSimpleName() : message;
    }
}
