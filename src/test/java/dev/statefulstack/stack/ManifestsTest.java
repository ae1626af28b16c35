package dev.statefulstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.kafka.KafkaStack;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
    private static final KafkaStack KAFKA =
            StatefulStack.kafka("kafka").namespace("production").replicas(3);
    private static final KafkaStack EVENTS =
            StatefulStack.kafka("events").namespace("production").replicas(3);

    @Test
    void filesAreNamedAfterObjectsInTheirOrder() {
        assertThat(KAFKA.manifests().files().keySet())
                .containsExactly(
                        "kafka-headless.service.yaml",
                        "kafka.service.yaml",
                        "kafka.statefulset.yaml",
                        "kafka.poddisruptionbudget.yaml",
                        "kafka.networkpolicy.yaml");
        assertThat(String.join("---\n", KAFKA.manifests().files().values())).isEqualTo(KAFKA.yaml());
    }

    @Test
    void bareStacksHaveTheThreeDocumentsThatAClusterNeeds() {
        assertThat(KAFKA.bare().manifests().files().keySet())
                .containsExactly("kafka-headless.service.yaml", "kafka.service.yaml", "kafka.statefulset.yaml");
        assertThat(KAFKA.withoutNetworkPolicy().yaml()).doesNotContain("NetworkPolicy");
    }

    @Test
    void joinedStacksKeepTheirOrder() {
        assertThat(Manifests.of(KAFKA, EVENTS).yaml()).isEqualTo(KAFKA.yaml() + "---\n" + EVENTS.yaml());
    }

    @Test
    void namespacesHaveFoldersWhereThereAreSeveral() {
        assertThat(Manifests.of(KAFKA.bare(), KAFKA.namespace("staging").bare())
                        .files()
                        .keySet())
                .containsExactly(
                        "production/kafka-headless.service.yaml",
                        "production/kafka.service.yaml",
                        "production/kafka.statefulset.yaml",
                        "staging/kafka-headless.service.yaml",
                        "staging/kafka.service.yaml",
                        "staging/kafka.statefulset.yaml");
    }

    @Test
    void theSameObjectTwiceIsAnErrorThatNamesBothLines() {
        List<Finding> findings = findings(KAFKA, StatefulStack.kafka("kafka").namespace("production"));
        assertThat(findings).isNotEmpty().allMatch(finding -> finding.id().equals("object-duplicate"));
        assertThat(findings.get(0).toString())
                .contains("Service production/kafka-headless is there twice")
                .containsPattern("\\(ManifestsTest\\.java:\\d+\\)")
                .containsPattern("comes from ManifestsTest\\.java:\\d+");
    }

    @Test
    void aSelectorThatTakesAnotherStacksPodsIsAnError() {
        KafkaStack greedy = EVENTS.edit(StatefulSet.class, "events", set -> {
            set.getSpec().getTemplate().getMetadata().getLabels().put("app.kubernetes.io/instance", "kafka");
            set.getSpec().getSelector().getMatchLabels().put("app.kubernetes.io/instance", "kafka");
        });
        assertThat(findings(KAFKA, greedy.allow("sts-service-selector-mismatch", "shown elsewhere")))
                .extracting(Finding::id)
                .contains("sts-selector-overlap");
    }

    @Test
    void claimsThatTwoSetsWouldShareAreAnError() {
        KafkaStack a = StatefulStack.kafka("b").namespace("production").edit(StatefulSet.class, "b", set -> {
            set.getSpec().getVolumeClaimTemplates().get(0).getMetadata().setName("data-a");
            set.getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .get(0)
                    .getVolumeMounts()
                    .get(0)
                    .setName("data-a");
        });
        KafkaStack b = StatefulStack.kafka("a-b").namespace("production");
        assertThat(findings(a, b))
                .extracting(Finding::id, Finding::what)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "pvc-name-collision", "a-b and b would share the claims data-a-b-..."));
    }

    @Test
    void errorsOfAllStacksAreToldTogether() {
        assertThat(findings(KAFKA.replicas(2), EVENTS.storage("x")))
                .extracting(Finding::id)
                .containsExactly("kafka-two-voters", "quantity-illegal");
    }

    @Test
    void oneNamespaceCanHoldManyStacks() {
        assertThat(Manifests.of(KAFKA, EVENTS, StatefulStack.kafka("kafka-2").namespace("production"))
                        .files())
                .hasSize(15);
    }

    @Test
    void writingTwiceTouchesNothing(@TempDir Path folder) throws IOException {
        KAFKA.manifests().writeTo(folder);
        Path file = folder.resolve("kafka.statefulset.yaml");
        assertThat(Files.readString(file)).isEqualTo(KAFKA.manifests().files().get("kafka.statefulset.yaml"));
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(file, longAgo);

        KAFKA.manifests().writeTo(folder);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);

        KAFKA.memory("4Gi").manifests().writeTo(folder);
        assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(longAgo);
        assertThat(Files.readAllBytes(file))
                .isEqualTo(KAFKA.memory("4Gi")
                        .manifests()
                        .files()
                        .get("kafka.statefulset.yaml")
                        .getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(5);
        }
    }

    @Test
    void aStackWithErrorsWritesNothing(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> KAFKA.replicas(2).manifests().writeTo(folder))
                .isInstanceOf(InvalidStackException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aNameCannotLeadOutOfTheFolder(@TempDir Path folder) {
        KafkaStack escaping = KAFKA.edit(
                        StatefulSet.class, "kafka", set -> set.getMetadata().setName("../../kafka"))
                .allow("object-name-illegal", "a test")
                .allow("kafka-voter-is-no-node", "a test");
        IllegalArgumentException thrown = catchThrowableOfType(
                IllegalArgumentException.class, () -> escaping.manifests().writeTo(folder.resolve("deep")));
        assertThat(thrown).hasMessageContaining("../../kafka.statefulset.yaml");
        assertThat(folder.resolve("deep")).doesNotExist();
    }

    private static List<Finding> findings(AnyStack... stacks) {
        return catchThrowableOfType(InvalidStackException.class, () -> Manifests.of(stacks))
                .findings();
    }
}
