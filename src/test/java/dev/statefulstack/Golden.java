package dev.statefulstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.approvaltests.Approvals;
import org.approvaltests.core.Options;
import org.approvaltests.namer.ApprovalNamer;
import org.approvaltests.reporters.QuietReporter;

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
