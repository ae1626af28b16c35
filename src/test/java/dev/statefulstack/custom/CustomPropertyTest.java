package dev.statefulstack.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.DnsLabels;
import dev.statefulstack.Resources;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.DnsRecord;
import dev.statefulstack.plan.Peers;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every system that can be described. */
class CustomPropertyTest {
    @Provide
    Arbitrary<String> labels() {
        return DnsLabels.ofMaxLength(52);
    }

    @Property(tries = 200)
    void everyHostInAListIsAPodThatWillExist(
            @ForAll("labels") String name,
            @ForAll("labels") String namespace,
            @ForAll @IntRange(min = 1, max = 12) int replicas,
            @ForAll @IntRange(max = 100_000) int first,
            @ForAll @IntRange(min = 1, max = 15) int seeds) {
        CustomStack stack = StatefulStack.of(name)
                .namespace(namespace)
                .replicas(replicas)
                .firstOrdinal(first)
                .image("example.com/any:1")
                .port("app", 8080)
                .env("ALL", Peers.all("{host}"))
                .env("SEEDS", Peers.first(seeds, "{host}"))
                .env("PRIMARY", Peers.member(first, "{host}"))
                .arg("", Peers.all("{host}"))
                .file("/peers", "@{peers}", Map.of("peers", Peers.all("{host}")));

        List<String> pods = new ArrayList<>();
        for (DnsRecord record : stack.dns()) {
            if (record.scope() == DnsRecord.Scope.CLUSTER
                    && record.type() == DnsRecord.Type.A
                    && record.name().startsWith(record.answers().get(0) + "." + name + "-headless.")) {
                pods.add(record.name());
            }
        }
        assertThat(pods).hasSize(replicas);
        ConfigMap config = (ConfigMap) stack.resources().get(0);
        Container container = Resources.container(Resources.only(stack, StatefulSet.class));
        assertThat(list(container.getEnv(), "ALL")).isEqualTo(pods);
        assertThat(container.getArgs().get(0).split(",")).containsExactlyElementsOf(pods);
        assertThat(config.getData().get("peers").split(",")).containsExactlyElementsOf(pods);
        assertThat(list(container.getEnv(), "SEEDS")).isEqualTo(pods.subList(0, Math.min(seeds, replicas)));
        assertThat(list(container.getEnv(), "PRIMARY")).containsExactly(pods.get(0));
    }

    @Property(tries = 300)
    void anyTextForAPeerIsAFindingOrIsWritten(@ForAll String item, @ForAll String separator) {
        CustomStack stack = Systems.myApp()
                .user(1)
                .env("LIST", Peers.all(item.replace('$', 'S')).separatedBy(separator.replace('$', 'S')));
        var ids = new TreeSet<String>();
        stack.findings().forEach(finding -> ids.add(finding.id()));
        if (ids.isEmpty()) {
            assertThat(stack.yaml()).contains("name: LIST");
        } else {
            assertThat(ids).containsExactly("peer-expression-malformed");
        }
    }

    private static List<String> list(List<EnvVar> env, String name) {
        return env.stream()
                .filter(variable -> variable.getName().equals(name))
                .map(variable -> List.of(variable.getValue().split(",")))
                .findFirst()
                .orElseThrow();
    }
}
