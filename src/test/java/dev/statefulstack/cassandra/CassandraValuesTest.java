package dev.statefulstack.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.Resources;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.ImageReference;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CassandraValuesTest {
    private static final CassandraStack GOOD =
            StatefulStack.cassandra("cassandra").namespace("production");

    @ParameterizedTest
    @CsvSource({"8Gi, 4096M, 2048M", "4Gi, 2048M, 1024M", "64Gi, 31744M, 16384M", "5000000000, 2384M, 1192M"})
    void heapAndDirectMemoryFollowFromTheMemory(String memory, String heap, String direct) {
        assertThat(env(GOOD.memory(memory)))
                .containsEntry("MAX_HEAP_SIZE", heap)
                .containsEntry("MAX_DIRECT_MEMORY_SIZE", direct)
                .doesNotContainKeys("HEAP_NEWSIZE", "JVM_EXTRA_OPTS");
    }

    @Test
    void aHeapOfOnesOwnLeavesDirectMemoryAsItIs() {
        assertThat(env(GOOD.heap("3Gi")))
                .containsEntry("MAX_HEAP_SIZE", "3072M")
                .containsEntry("MAX_DIRECT_MEMORY_SIZE", "2048M");
    }

    @Test
    void version4TakesTheYoungGenerationAndDirectMemoryFromElsewhere() {
        assertThat(env(GOOD.image("cassandra:4.1").cpu("2500m").config("cdc_enabled", "true")))
                .containsEntry("HEAP_NEWSIZE", "300M")
                .containsEntry(
                        "JVM_EXTRA_OPTS",
                        "-XX:MaxDirectMemorySize=2048M -Dcassandra.config.allow_system_properties=true"
                                + " -Dcassandra.settings.cdc_enabled=true");
    }

    @Test
    void theOrderOfSettingsIsNotThatOfTheCalls() {
        assertThat(GOOD.config("b", "2").config("a", "0").config("a", "1").yaml())
                .isEqualTo(GOOD.config("a", "1").config("b", "2").yaml());
    }

    @ParameterizedTest
    @CsvSource({
        "cassandra:5.0.8, 5.0.8",
        "cassandra:5.0, 5.0",
        "docker.io/library/cassandra:4.1.11-jammy, 4.1.11",
        "registry.example.com:5000/mirror/cassandra:5.0.8@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, 5.0.8"
    })
    void anImageIsRecognisedByItsLastSegmentAndTag(String image, String version) {
        CassandraImage recognised = CassandraImage.recognise(Objects.requireNonNull(ImageReference.parse(image)));
        assertThat(recognised).isNotNull();
        assertThat(recognised.version()).hasToString(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cassandra",
                "cassandra@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "bitnami/cassandra:5.0.5",
                "bitnamilegacy/cassandra:5.0.5",
                "scylladb/scylla:6.0",
                "k8ssandra/cass-management-api:5.0.5"
            })
    void otherImagesAreNot(String image) {
        assertThat(CassandraImage.recognise(Objects.requireNonNull(ImageReference.parse(image))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Test Cluster", "012", "true", "a,b", "west:1", "x_y.z-1"})
    void whatTheEntrypointLeavesAloneIsSafe(String text) {
        assertThat(Safe.isText(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " a", "a ", "a/b", "a&b", "prod #1", "a: b", "a:", "-a", "a\nb", "\u00e9", "a'b", "$(X)"})
    void whatItWouldBreakIsNot(String text) {
        assertThat(Safe.isText(text)).isFalse();
    }

    private static Map<String, String> env(CassandraStack stack) {
        return Resources.env(stack, "cassandra");
    }
}
