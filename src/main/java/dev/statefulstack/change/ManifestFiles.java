package dev.statefulstack.change;

import dev.statefulstack.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The files of a folder that hold manifests. */
final class ManifestFiles {
    private ManifestFiles() {}

    /** As kubectl: YAML and JSON by their extension. What begins with a dot belongs to tools. */
    static boolean isManifest(String path) {
        boolean hidden = path.startsWith(".") || path.contains("/.");
        return !hidden && (path.endsWith(".yaml") || path.endsWith(".yml") || path.endsWith(".json"));
    }

    /** Every file below the folder, or the one file, by the path that the user knows it by. */
    static Map<String, byte[]> read(Path path) throws IOException {
        TreeSet<Path> paths = new TreeSet<>();
        if (Files.isDirectory(path)) {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return !folder.equals(path) && name(folder).startsWith(".")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && isManifest(name(file))) {
                        paths.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } else {
            paths.add(path);
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Path file : paths) {
            String name = file.toString().replace('\\', '/');
            if (Files.size(file) > YamlReader.mostBytes()) {
                throw new UnusableInputException(
                        name + ": more than " + YamlReader.mostBytes() + " bytes, which no manifest has");
            }
            files.put(name, Files.readAllBytes(file));
        }
        return files;
    }

    private static String name(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }
}
