package dev.statefulstack.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A second opinion on the shape of all approved files, from another model than the one that wrote them and through
 * another reader. The examples' output is too, where they are run: EveryExampleTest.
 */
class SecondModelTest {
    static Stream<Path> goldens() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("golden"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void everyApprovedObjectFits(Path file) {
        try {
            assertThat(Schemas.errorsIn(Files.readString(file))).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    serviceName: kafka-headless | serviceNam: kafka-headless   | 'serviceNam'
                    containerPort: 9092         | containerPrt: 9092           | 'containerPort' not found
                    replicas: 3                 | replicas: "3"                | integer expected
                    value: "3"                  | value: 3                     | string expected
                    storage: 10Gi               | storage: ten                 | pattern
                    '  podManagementPolicy: Parallel' | '  podManagmentPolicy: Parallel' | 'podManagmentPolicy'
                    """)
    void aBrokenFieldIsFound(String from, String to, String message) throws IOException {
        String good = Golden.read("kafka", "combined-apache-4.4-plaintext");
        assertThat(good).contains(from);
        assertThat(Schemas.errorsIn(good.replace(from, to))).anyMatch(error -> error.contains(message));
    }
}
