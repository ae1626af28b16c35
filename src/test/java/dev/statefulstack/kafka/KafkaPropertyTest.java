package dev.statefulstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.DnsLabels;
import dev.statefulstack.Resources;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.DnsRecord;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.yaml.snakeyaml.Yaml;

/** What holds for every cluster that can be described. */
class KafkaPropertyTest {
    @Provide
    Arbitrary<String> labels() {
        return DnsLabels.ofMaxLength(52);
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.of(1, 3, 4, 5);
    }

    @Property(tries = 200)
    void everyVoterIsANodeThatTheClusterWillHaveAndEveryNodeVotes(
            @ForAll("labels") String name,
            @ForAll("labels") String namespace,
            @ForAll("sizes") int replicas,
            @ForAll @IntRange(max = 100_000) int first,
            @ForAll @IntRange(min = 1024, max = 65535) int controllerPort) {
        KafkaStack stack = StatefulStack.kafka(name)
                .namespace(namespace)
                .replicas(replicas)
                .firstOrdinal(first)
                .clientPort(80)
                .internalPort(81)
                .controllerPort(controllerPort);

        List<String> expected = new ArrayList<>();
        for (DnsRecord record : stack.dns()) {
            if (record.name().startsWith(name + "-")
                    && record.scope() == DnsRecord.Scope.CLUSTER
                    && record.type() == DnsRecord.Type.A
                    && !record.name().startsWith(name + "-headless.")) {
                String pod = record.answers().get(0);
                expected.add(pod.substring(pod.lastIndexOf('-') + 1) + "@" + record.name() + ":" + controllerPort);
            }
        }
        assertThat(expected).hasSize(replicas);
        assertThat(Resources.env(stack, name)
                        .get("KAFKA_CONTROLLER_QUORUM_VOTERS")
                        .split(","))
                .containsExactlyElementsOf(expected);
    }

    @Property(tries = 100)
    void anyTextInTheEnvironmentComesBackAsItWas(@ForAll String text) {
        String safe = text.replace('$', 'S');
        KafkaStack stack = StatefulStack.kafka("kafka").namespace("p").env("TEXT", safe);
        if (stack.findings().isEmpty()) {
            boolean found = false;
            for (Object document : new Yaml().loadAll(stack.yaml())) {
                found |= document.toString().contains("name=TEXT, value=" + safe);
            }
            assertThat(found).isTrue();
        } else {
            assertThat(stack.findings()).allMatch(finding -> finding.id().equals("text-not-unicode"));
        }
    }
}
