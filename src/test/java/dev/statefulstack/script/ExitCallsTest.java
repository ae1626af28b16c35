package dev.statefulstack.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExitCallsTest {
    /** Constants of two slots and of other kinds stand before the call. */
    static final class Calls {
        static final long LONG = 1L << 40;

        static double half(Object value) {
            return LONG + (value instanceof String text ? text.length() + 0.5 : 1e300) + 1e10f + 1_000_000;
        }

        static void end() {
            System.exit(0);
        }
    }

    static final class Refers {
        static final IntConsumer HALT = Runtime.getRuntime()::halt;
    }

    /** The same name in a class of the user's own. */
    static final class Harmless {
        static void exit(int code) {}

        static int call() {
            exit(0);
            return Runtime.getRuntime().availableProcessors();
        }
    }

    private static String in(Class<?> type) throws IOException {
        String file = type.getName().replaceAll(".*\\.", "") + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            return ExitCalls.in(bytes.readAllBytes());
        }
    }

    @Test
    void aCallIsFoundBehindEveryKindOfConstant() throws IOException {
        assertThat(in(Calls.class)).isEqualTo("System.exit");
    }

    @Test
    void aMethodReferenceIsFound() throws IOException {
        assertThat(in(Refers.class)).isEqualTo("Runtime.halt");
    }

    @Test
    void methodsOfTheSameNameElsewhereAreHarmless() throws IOException {
        assertThat(in(Harmless.class)).isNull();
    }

    @Test
    void everyClassOfThisJavasUtilitiesCanBeRead() throws IOException {
        Path packages = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java/util");
        List<Path> classes;
        try (Stream<Path> files = Files.walk(packages)) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }

        assertThat(classes).hasSizeGreaterThan(500);
        for (Path file : classes) {
            assertThat(ExitCalls.in(Files.readAllBytes(file)))
                    .as(file.toString())
                    .isNull();
        }
    }
}
