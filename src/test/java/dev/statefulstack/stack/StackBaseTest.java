package dev.statefulstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.Resources;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.kafka.KafkaStack;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StackBaseTest {
    @Test
    void everyCallGivesAChangedCopyAndLeavesTheBaseAsItIs() {
        KafkaStack base = StatefulStack.kafka("kafka").namespace("base");
        String before = base.yaml();
        KafkaStack dev = base.namespace("dev").replicas(1).label("env", "dev").env("A", "1");
        KafkaStack prod = base.namespace("prod").replicas(5).label("env", "prod");

        assertThat(base.yaml()).isEqualTo(before);
        assertThat(dev.yaml()).contains("namespace: dev").contains("env: dev").doesNotContain("prod");
        assertThat(prod.yaml())
                .contains("namespace: prod")
                .contains("4@kafka-4.")
                .doesNotContain("dev");
    }

    @Test
    void resourcesAreFreshForEachCaller() {
        KafkaStack stack = StatefulStack.kafka("kafka").namespace("production");
        String before = stack.yaml();
        List<HasMetadata> resources = stack.resources();
        resources.get(0).getMetadata().setName("changed");
        assertThat(stack.yaml()).isEqualTo(before);
    }

    @Test
    void editsRunInTheirOrderAndOnTheObjectThatIsWritten() {
        KafkaStack stack = StatefulStack.kafka("kafka")
                .namespace("production")
                .edit(StatefulSet.class, "kafka", set -> set.getSpec().setMinReadySeconds(1))
                .edit(
                        StatefulSet.class,
                        "kafka",
                        set -> set.getSpec().setMinReadySeconds(set.getSpec().getMinReadySeconds() + 60));
        assertThat(stack.yaml()).contains("minReadySeconds: 61\n");
    }

    private static List<String> missing(KafkaStack stack) {
        return stack.findings().stream()
                .filter(finding -> finding.id().equals("required-field-missing"))
                .map(Finding::what)
                .toList();
    }

    @Test
    void anEditThatEmptiesWhatTheServerRequiresIsAnError() {
        KafkaStack stack = StatefulStack.kafka("kafka").namespace("production");
        assertThat(missing(stack)).isEmpty();
        assertThat(missing(stack.edit(StatefulSet.class, "kafka", set -> set.setSpec(null))))
                .containsExactly("there is no selector", "there is no pod template");
        assertThat(missing(stack.edit(
                        StatefulSet.class, "kafka", set -> set.getSpec().setSelector(null))))
                .containsExactly("there is no selector");
        assertThat(missing(stack.edit(
                        StatefulSet.class,
                        "kafka",
                        set -> set.getSpec().getTemplate().getSpec().setContainers(List.of()))))
                .containsExactly("there are no containers");
        assertThat(missing(stack.edit(StatefulSet.class, "kafka", set -> {
                    Container container = set.getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .get(0);
                    container.setImage(null);
                    container.getPorts().get(0).setContainerPort(null);
                    container.getVolumeMounts().get(0).setMountPath(null);
                })))
                .containsExactly(
                        "container kafka has no image",
                        "a port of container kafka has no containerPort",
                        "a mount of container kafka has no mountPath");
        assertThat(missing(stack.edit(
                        Service.class, "kafka", service -> service.getSpec().setPorts(List.of()))))
                .containsExactly("there are no ports");
    }

    @Test
    void labelsAreOnObjectsAndPodsAndNeverInSelectors() {
        StatefulSet set = Resources.only(
                StatefulStack.kafka("kafka").namespace("production").label("team", "data"), StatefulSet.class);
        assertThat(set.getMetadata().getLabels()).containsEntry("team", "data");
        assertThat(set.getSpec().getTemplate().getMetadata().getLabels()).containsEntry("team", "data");
        assertThat(set.getSpec().getSelector().getMatchLabels())
                .containsOnlyKeys("app.kubernetes.io/name", "app.kubernetes.io/instance");
        assertThat(set.getSpec().getVolumeClaimTemplates().get(0).getMetadata().getLabels())
                .isEmpty();
    }

    @Test
    void theOrderOfCallsDoesNotChangeTheBytes() {
        KafkaStack one = StatefulStack.kafka("kafka")
                .namespace("p")
                .label("a", "1")
                .label("b", "2")
                .config("x.y", "1")
                .config("a.b", "2");
        KafkaStack two = StatefulStack.kafka("kafka")
                .config("a.b", "2")
                .config("x.y", "1")
                .label("b", "2")
                .label("a", "1")
                .namespace("p");
        assertThat(one.yaml()).isEqualTo(two.yaml());
    }

    @Test
    void eachFindingHasTheLineOfItsOwnCall() {
        KafkaStack named = StatefulStack.kafka("kafka").namespace("Prod");
        KafkaStack stack = named.storage("x");
        Set<String> lines = new LinkedHashSet<>();
        for (Finding finding : stack.findings()) {
            lines.add(finding.line());
        }
        assertThat(lines).hasSize(2).allMatch(line -> line.matches("StackBaseTest\\.java:\\d+"));
    }

    @Test
    void aFindingAboutADefaultHasTheLineThatMadeTheStack() {
        assertThat(StatefulStack.kafka("kafka").findings().get(0).line()).matches("StackBaseTest\\.java:\\d+");
    }

    @Test
    void theUsersLineIsNotInTheManifests() {
        assertThat(StatefulStack.kafka("kafka").namespace("production").yaml()).doesNotContain(".java");
    }
}
