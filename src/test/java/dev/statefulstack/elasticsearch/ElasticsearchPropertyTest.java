package dev.statefulstack.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.DnsLabels;
import dev.statefulstack.Resources;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Severity;
import dev.statefulstack.plan.DnsRecord;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every cluster that can be described. */
class ElasticsearchPropertyTest {
    @Provide
    Arbitrary<String> labels() {
        return DnsLabels.ofMaxLength(45).filter(text -> !text.equals("null"));
    }

    @Property(tries = 200)
    void theFoundersAreMastersThatExistAtTheFounding(
            @ForAll("labels") String name,
            @ForAll("labels") String namespace,
            @ForAll @IntRange(min = 2, max = 9) int masters,
            @ForAll @IntRange(max = 100_000) int first,
            @ForAll @IntRange(min = 1, max = 9) int founders,
            @ForAll boolean dedicated) {
        ElasticsearchStack stack = StatefulStack.elasticsearch(name)
                .namespace(namespace)
                .firstOrdinal(first)
                .insecure();
        stack = dedicated ? stack.dedicatedMasters(masters).replicas(2) : stack.replicas(masters);
        stack = stack.foundingReplicas(founders);

        if (founders > masters) {
            assertThat(stack.findings()).anyMatch(finding -> finding.id().equals("es-initial-masters-unknown"));
            return;
        }
        List<String> pods = new ArrayList<>();
        String headless = (dedicated ? name + "-master" : name) + "-headless.";
        for (DnsRecord record : stack.dns()) {
            if (record.name().startsWith(headless) && record.type() == DnsRecord.Type.A) {
                pods.addAll(record.answers());
            }
        }
        assertThat(ElasticsearchPeersTest.founders(stack).split(","))
                .containsExactlyElementsOf(pods.subList(0, founders));
        assertThat(stack.findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /** Whatever the memory, the heap is half of it, in whole MiB, never beyond 31 GiB. */
    @Property(tries = 200)
    void theHeapFitsIntoTheMemory(@ForAll @IntRange(min = 256, max = 65_536) int mebibytes) {
        ElasticsearchStack stack = StatefulStack.elasticsearch("es")
                .namespace("production")
                .insecure()
                .memory(mebibytes + "Mi");
        long heap = Math.min(mebibytes / 2, 31_744);
        assertThat(Resources.env(stack, "es").get("ES_JAVA_OPTS")).isEqualTo("-Xms" + heap + "m -Xmx" + heap + "m");
    }
}
