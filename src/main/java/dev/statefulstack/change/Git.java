package dev.statefulstack.change;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of a revision through the program git, which knows every form of repository. Objects are read as they are:
 * no filter, no text conversion and no hook of the repository runs.
 */
final class Git {
    /** Local reads take milliseconds; a partial clone may have to fetch. */
    private static final int SECONDS = 60;

    private final Path directory;

    Git(Path directory) {
        this.directory = directory;
    }

    /**
     * The files below a folder, or the one file, by path below the folder; a file by its last name.
     *
     * @param place {@code HEAD:deploy}, as {@code git show} takes it
     */
    Map<String, byte[]> read(String place) {
        return read(place, ManifestFiles::isManifest);
    }

    /** The same for other files than manifests. */
    Map<String, byte[]> read(String place, Predicate<String> wanted) {
        if (place.startsWith("-")) {
            throw new UnusableInputException(place + ": no revision begins with a dash");
        }
        String kind = text(run(place, "cat-file", "-t", place)).strip();
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (kind.equals("blob")) {
            files.put("", run(place, "cat-file", "blob", place));
            return files;
        }
        String listing = text(run(place, "ls-tree", "-r", "-z", "--full-tree", place));
        for (String line : listing.split("\0", -1)) {
            int tab = line.indexOf('\t');
            String[] words = tab < 0 ? new String[0] : line.substring(0, tab).split(" ", -1);
            String path = line.substring(tab + 1);
            // Links and submodules hold no text of this repository.
            if (words.length == 3 && words[0].startsWith("100") && wanted.test(path)) {
                files.put(path, run(place, "cat-file", "blob", words[2]));
            }
        }
        return files;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What the command prints; {@code place} is what the user asked for. */
    private byte[] run(String place, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        Process process = null;
        try {
            process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            Drain problem = new Drain(process.getErrorStream());
            Drain out = new Drain(process.getInputStream());
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new UnusableInputException(
                        "git " + String.join(" ", arguments) + " did not end within " + SECONDS + " seconds");
            }
            byte[] printed = out.bytes();
            String said = text(problem.bytes());
            if (process.exitValue() != 0) {
                throw new UnusableInputException(place + ": git cannot read it: "
                        + said.replace("fatal: ", "").strip());
            }
            return printed;
        } catch (IOException e) {
            throw new UnusableInputException("git cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableInputException("interrupted while git ran");
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** Reads one of the streams, since a process waits for ever when nobody reads the other. */
    private static final class Drain extends Thread {
        private final InputStream stream;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private @Nullable IOException failure;

        Drain(InputStream stream) {
            super("git-output");
            this.stream = stream;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            try (stream) {
                stream.transferTo(read);
            } catch (IOException e) {
                failure = e;
            }
        }

        byte[] bytes() throws IOException, InterruptedException {
            join();
            if (failure != null) {
                throw failure;
            }
            return read.toByteArray();
        }
    }
}
