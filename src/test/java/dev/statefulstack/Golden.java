package dev.statefulstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.stack.AnyStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.approvaltests.Approvals;
import org.approvaltests.core.Options;
import org.approvaltests.namer.ApprovalNamer;
import org.approvaltests.reporters.QuietReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Approved output, one case a file: {@code golden/<system>/<case>.approved.yaml}.
 *
 * <p>A difference leaves a file {@code .received.yaml} beside it. Read it against the facts, then rename it.
 */
public final class Golden {
    private static final Path ROOT = Path.of("golden");
    private static final String APPROVED = ".approved.yaml";

    private Golden() {}

    /** Compares byte for byte, which ApprovalTests does not: it lets other line ends and a missing last one pass. */
    public static void verify(String system, String name, String yaml) throws IOException {
        Approvals.verify(yaml, new Options(new QuietReporter()).forFile().withNamer(new Namer(system, name, ".yaml")));
        assertThat(Files.readAllBytes(ROOT.resolve(system).resolve(name + APPROVED)))
                .as("bytes of golden %s/%s", system, name)
                .isEqualTo(yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** The approved text of a case. */
    public static String read(String system, String name) throws IOException {
        return Files.readString(ROOT.resolve(system).resolve(name + APPROVED));
    }

    /** Every file below the system's folder belongs to a case, and every case has its file. */
    public static void verifyNames(String system, Collection<String> cases) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(system))) {
            List<String> names =
                    files.map(path -> path.getFileName().toString()).toList();
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            cases.stream().map(name -> name + APPROVED).toList());
        }
    }

    /** What every system's test of its approved output asks. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    public interface Cases {
        /** The name of the folder. */
        String system();

        /** Each stack that has an approved file, by the case's name. */
        Map<String, ? extends AnyStack> cases();

        default Stream<String> names() {
            return cases().keySet().stream();
        }

        @ParameterizedTest
        @MethodSource("names")
        default void theManifestsAreThoseThatWereApproved(String name) throws IOException {
            verify(system(), name, cases().get(name).yaml());
        }

        @Test
        default void everyGoldenBelongsToACase() throws IOException {
            verifyNames(system(), cases().keySet());
        }
    }

    private record Namer(String system, String name, String extension) implements ApprovalNamer {
        @Override
        public String getApprovalName() {
            return name;
        }

        @Override
        public String getSourceFilePath() {
            return ROOT.resolve(system).toString() + "/";
        }

        @Override
        public java.io.File getReceivedFile(String extensionWithDot) {
            return ROOT.resolve(system).resolve(name + ".received" + extension).toFile();
        }

        @Override
        public java.io.File getApprovedFile(String extensionWithDot) {
            return ROOT.resolve(system).resolve(name + APPROVED).toFile();
        }

        @Override
        public ApprovalNamer addAdditionalInformation(String info) {
            return new Namer(system, name + "." + info, extension);
        }

        @Override
        public String getAdditionalInformation() {
            return "";
        }
    }
}
