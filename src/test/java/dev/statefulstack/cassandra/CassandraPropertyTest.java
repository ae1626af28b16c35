package dev.statefulstack.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.DnsLabels;
import dev.statefulstack.Resources;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Severity;
import dev.statefulstack.plan.DnsRecord;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every cluster that can be described. */
class CassandraPropertyTest {
    @Provide
    Arbitrary<String> names() {
        return DnsLabels.ofMaxLength(30);
    }

    @Property(tries = 300)
    void everySeedIsAPodThatTheClusterWillHaveAndNeverAllPodsAreSeeds(
            @ForAll("names") String name,
            @ForAll("names") String namespace,
            @ForAll @IntRange(min = 1, max = 3) int centers,
            @ForAll @IntRange(max = 5) int racks,
            @ForAll @IntRange(min = 2, max = 12) int replicas,
            @ForAll @IntRange(min = 1, max = 12) int founding,
            @ForAll @IntRange(max = 100) int first) {
        int pods = Math.max(replicas, racks);
        CassandraStack stack = described(name, centers, racks)
                .namespace(namespace)
                .replicas(pods)
                .foundingReplicas(Math.min(founding, pods))
                .firstOrdinal(first);

        Set<String> all = pods(stack);
        assertThat(all).hasSize(pods * (centers == 1 ? 1 : centers));
        Set<String> lists = new HashSet<>(seeds(stack).values());
        assertThat(lists).hasSize(1);
        List<String> seeds = List.of(lists.iterator().next().split(","));
        assertThat(seeds).doesNotHaveDuplicates();
        assertThat(all).containsAll(seeds).hasSizeGreaterThan(seeds.size());
        assertThat(seeds).hasSizeBetween(centers, 3 * centers);
    }

    @Property(tries = 200)
    void growingNeverPutsANewPodIntoTheListOfSeeds(
            @ForAll @IntRange(max = 4) int racks,
            @ForAll @IntRange(min = 1, max = 9) int founding,
            @ForAll @IntRange(max = 9) int more) {
        int founders = Math.max(founding, racks);
        CassandraStack founded = described("cassandra", 1, racks).namespace("p").replicas(founders);
        CassandraStack grown = founded.foundingReplicas(founders).replicas(founders + more);
        assertThat(seeds(grown)).isEqualTo(seeds(founded));
    }

    @Property(tries = 100)
    void racksOfLaterNeverGiveASeed(
            @ForAll @IntRange(min = 1, max = 3) int racks,
            @ForAll @IntRange(min = 1, max = 3) int each,
            @ForAll @IntRange(min = 1, max = 2) int later) {
        CassandraStack founded = described("cassandra", 1, racks).namespace("p").replicas(racks * each);
        CassandraStack grown = founded.foundingReplicas(racks * each).replicas((racks + later) * each);
        for (int i = 0; i < later; i++) {
            grown = grown.laterRack("later-" + i);
        }
        assertThat(new HashSet<>(seeds(grown).values()))
                .isEqualTo(new HashSet<>(seeds(founded).values()));
    }

    @Property(tries = 100)
    void noDescriptionOfNumbersBringsMoreThanFindings(
            @ForAll int replicas, @ForAll int founding, @ForAll int first, @ForAll @IntRange(max = 4) int racks) {
        CassandraStack stack = described("cassandra", 1, racks)
                .replicas(replicas)
                .foundingReplicas(founding)
                .firstOrdinal(first);
        List<Finding> findings = stack.findings();
        boolean sensible = replicas >= Math.max(1, racks) && replicas <= 1000 && founding >= 1 && founding <= replicas;
        if (!sensible) {
            assertThat(findings).anyMatch(finding -> finding.severity() == Severity.ERROR);
        }
    }

    private static CassandraStack described(String name, int centers, int racks) {
        String[] names = new String[racks];
        for (int i = 0; i < racks; i++) {
            names[i] = "r" + i;
        }
        CassandraStack stack = StatefulStack.cassandra(name);
        if (centers == 1) {
            return racks == 0 ? stack : stack.racks(names);
        }
        for (int i = 0; i < centers; i++) {
            stack = stack.dataCenter("dc" + i, dc -> dc.racks(names));
        }
        return stack;
    }

    /** Full names of all pods. */
    private static Set<String> pods(CassandraStack stack) {
        Set<String> pods = new HashSet<>();
        for (DnsRecord record : stack.dns()) {
            if (record.type() == DnsRecord.Type.A
                    && record.scope() == DnsRecord.Scope.CLUSTER
                    && record.answers().size() == 1
                    && record.name().startsWith(record.answers().get(0) + ".")) {
                pods.add(record.name());
            }
        }
        return pods;
    }

    private static Map<String, String> seeds(CassandraStack stack) {
        Map<String, String> seeds = new HashMap<>();
        for (StatefulSet set : Resources.all(stack, StatefulSet.class)) {
            seeds.put(set.getMetadata().getName(), Resources.env(set).get("CASSANDRA_SEEDS"));
        }
        return seeds;
    }
}
