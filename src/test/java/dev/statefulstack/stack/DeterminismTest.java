package dev.statefulstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.Peers;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same stack gives the same bytes in any JVM, locale and time zone. */
class DeterminismTest {
    /** Prints one stack, with what is likely to differ: maps without an order, and letters that locales treat apart. */
    public static final class Printer {
        private Printer() {}

        public static void main(String[] args) {
            System.out.writeBytes(yaml().getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }

        private static final Peers I = Peers.all("{id}-{host}");

        static String yaml() {
            return StatefulStack.kafka("kafka-i")
                            .namespace("iii")
                            .label("team", "III")
                            .annotation("example.com/text", "Iıİi – ü")
                            .config("log.cleanup.policy", "delete")
                            .edit(
                                    StatefulSet.class,
                                    "kafka-i",
                                    set -> set.getMetadata()
                                            .setAnnotations(Map.of("b", "2", "a", "1", "d", "4", "c", "3", "e", "5")))
                            .yaml()
                    + StatefulStack.of("any-i")
                            .namespace("iii")
                            .image("a/b:1")
                            .port("http-i", 8080)
                            .scratch("/VAR/I")
                            .file("/i", "@{a}@{b}@{c}@{d}\n", Map.of("a", I, "b", I, "c", I, "d", I))
                            .yaml();
        }
    }

    @Test
    void anotherJvmWithAnotherLocaleTimeZoneAndCharsetGivesTheSameBytes() throws Exception {
        byte[] here = Printer.yaml().getBytes(StandardCharsets.UTF_8);
        assertThat(print("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu"))
                .isEqualTo(here);
        assertThat(print("-Duser.language=ar", "-Duser.country=EG", "-Dfile.encoding=US-ASCII", "-XX:hashCode=2"))
                .isEqualTo(here);
    }

    private static byte[] print(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : flags) {
            if (flag.startsWith("-XX:hashCode")) {
                command.add("-XX:+UnlockExperimentalVMOptions");
            }
            command.add(flag);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Printer.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream out = process.getInputStream()) {
            byte[] bytes = out.readAllBytes();
            assertThat(process.waitFor()).isZero();
            return bytes;
        }
    }
}
