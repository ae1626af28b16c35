package dev.statefulstack.maven;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/** Where printed documents go. */
final class Documents {
    private Documents() {}

    /**
     * Writes them as they are.
     *
     * @param file or null for standard output, where Maven writes as well unless it is told to be quiet
     */
    static void write(String yaml, @Nullable File file, String mavenVersion) throws MojoExecutionException {
        // As bytes: print() would turn what the locale's charset lacks into question marks.
        byte[] documents = yaml.getBytes(StandardCharsets.UTF_8);
        try {
            if (file == null) {
                print(documents, mavenVersion);
            } else {
                replace(file.toPath().toAbsolutePath(), documents);
            }
        } catch (IOException e) {
            throw new MojoExecutionException((file == null ? "standard output" : file) + " cannot be written: " + e, e);
        }
    }

    /** From Maven 4 on, System.out is Maven's log, which begins each line with a level. */
    private static void print(byte[] documents, String mavenVersion) throws IOException {
        if (mavenVersion.startsWith("3.")) {
            PrintStream out = System.out;
            out.write(documents, 0, documents.length);
            out.flush();
        } else {
            // Not closed: the descriptor is the whole JVM's.
            new FileOutputStream(FileDescriptor.out).write(documents);
        }
    }

    /** In one step, so that nobody reads half a file. */
    private static void replace(Path file, byte[] documents) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        Path draft = folder.resolve("." + file.getFileName() + ".tmp");
        try {
            Files.write(draft, documents);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
