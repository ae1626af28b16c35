package dev.statefulstack.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of a folder that the compiler wrote. */
final class ClassNames {
    private static final String SUFFIX = ".class";

    private ClassNames() {}

    /** Names in order, the nested ones with a dollar; none where there is no such folder. */
    static List<String> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> isClass(String.valueOf(file.getFileName())))
                    .map(file -> name(folder.relativize(file).toString()))
                    .sorted()
                    .toList();
        }
    }

    /** {@code package-info} and {@code module-info} are no names of classes. */
    private static boolean isClass(String file) {
        return file.endsWith(SUFFIX) && !file.contains("-");
    }

    private static String name(String path) {
        return path.substring(0, path.length() - SUFFIX.length())
                .replace('\\', '.')
                .replace('/', '.');
    }
}
