package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However a build ends, nothing of its servers is left, and another build beside it does not notice. */
class EndBootTest {
    private static final String TOOL =
            Path.of("src/boot/bin/java").toAbsolutePath().toString();

    /** A build: a shell that starts the tests' JVM as surefire does, and prints what that prints. */
    private record Build(Process outer, String seconds) implements AutoCloseable {
        static Build start(String name, String seconds) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                    "bash",
                    "-c",
                    // With something to do after it, or the shell would become what it starts.
                    "\"$@\"; echo ended",
                    "build",
                    TOOL,
                    "-cp",
                    System.getProperty("java.class.path"),
                    RunUntilKilled.class.getName(),
                    name,
                    seconds);
            builder.environment()
                    .put(
                            "BOOT_JAVA",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString());
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            return new Build(builder.start(), seconds);
        }

        void awaitReady() throws IOException {
            BufferedReader lines = outer.inputReader(StandardCharsets.UTF_8);
            String line = lines.readLine();
            while (line != null && !line.equals("ready")) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo("ready");
            assertThat(processes()).hasSizeGreaterThan(2);
        }

        /** All processes that have to do with it: each has the seconds among its arguments. */
        List<String> processes() {
            return ProcessHandle.allProcesses()
                    .map(process -> commandLine(process.pid()))
                    .filter(line -> line.contains(seconds))
                    .toList();
        }

        /** From the kernel, because Java tells nothing of processes whose files it does not see. */
        private static String commandLine(long process) {
            try {
                return Files.readString(Path.of("/proc/" + process + "/cmdline"))
                        .replace('\0', ' ')
                        .trim();
            } catch (IOException e) {
                return "";
            }
        }

        void isGone() {
            Await.until(
                    "nothing of the build is left",
                    Await.LONG,
                    () -> processes().isEmpty(),
                    () -> String.join("\n", processes()));
        }

        /** The script between the build and the JVM. */
        ProcessHandle script() {
            return outer.children().findFirst().orElseThrow();
        }

        @Override
        public void close() {
            outer.destroyForcibly();
        }
    }

    @Test
    void twoBuildsSideBySideEachEndedBySigkill() throws IOException {
        // In tier B all processes of this machine are seen, also those of another such test.
        long own = 86_000_000 + 2 * ProcessHandle.current().pid();
        String firstSeconds = Long.toString(own);
        String secondSeconds = Long.toString(own + 1);
        try (Build first = Build.start("first", firstSeconds);
                Build second = Build.start("second", secondSeconds)) {
            first.awaitReady();
            second.awaitReady();

            first.outer().destroyForcibly();
            first.isGone();
            assertThat(second.outer().isAlive()).isTrue();
            // Ready may come before the container has become its program.
            Await.until(
                    "the other build's pod runs",
                    Await.LONG,
                    () -> second.processes().stream().anyMatch(line -> line.endsWith("sleep " + secondSeconds)),
                    () -> String.join("\n", second.processes()));

            second.script().destroyForcibly();
            second.isGone();
        }
    }
}
