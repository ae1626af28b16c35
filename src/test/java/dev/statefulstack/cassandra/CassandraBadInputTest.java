package dev.statefulstack.cassandra;

import static dev.statefulstack.BadInput.error;
import static dev.statefulstack.BadInput.info;
import static dev.statefulstack.BadInput.warning;
import static dev.statefulstack.Resources.container;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.BadInput;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Severity;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each mistake: the rule that finds it, and the values that its finding names. */
class CassandraBadInputTest {
    private static final CassandraStack GOOD =
            StatefulStack.cassandra("cassandra").namespace("production").replicas(3);

    private static final CassandraStack RACKS = GOOD.racks("r1", "r2", "r3");

    private static final String HEADLESS = ".cassandra-headless.production.svc.cluster.local";

    private static CassandraStack edited(Consumer<StatefulSet> edit) {
        return GOOD.edit(StatefulSet.class, "cassandra", edit);
    }

    private static CassandraStack withEnv(String name, String value) {
        return edited(set -> {
            container(set).getEnv().removeIf(variable -> variable.getName().equals(name));
            container(set).getEnv().add(new EnvVar(name, value, null));
        });
    }

    private static CassandraStack withoutEnv(String name) {
        return edited(set ->
                container(set).getEnv().removeIf(variable -> variable.getName().equals(name)));
    }

    private static CassandraStack seeds(String... hosts) {
        return withEnv("CASSANDRA_SEEDS", String.join(",", hosts));
    }

    private static CassandraStack service(String name, Consumer<Service> edit) {
        return GOOD.edit(Service.class, name, edit);
    }

    private static ServicePort port(String name, int number) {
        ServicePort port = new ServicePort();
        port.setName(name);
        port.setPort(number);
        return port;
    }

    private static ExecAction exec(String... words) {
        return new ExecAction(new ArrayList<>(List.of(words)));
    }

    private static void setExec(Probe probe, String... words) {
        probe.setTcpSocket(null);
        probe.setExec(exec(words));
    }

    private static CassandraStack mounted(String path) {
        return edited(set -> {
            Volume volume = new Volume();
            volume.setName("yaml");
            ConfigMapVolumeSource source = new ConfigMapVolumeSource();
            source.setName("cassandra-yaml");
            volume.setConfigMap(source);
            set.getSpec().getTemplate().getSpec().getVolumes().add(volume);
            VolumeMount mount = new VolumeMount();
            mount.setName("yaml");
            mount.setMountPath(path);
            mount.setSubPath("cassandra.yaml");
            container(set).getVolumeMounts().add(mount);
        });
    }

    static Stream<BadInput> options() {
        return Stream.of(
                // image
                error(GOOD.image("example.com/db:1.0"), "cassandra-image-unknown", "'example.com/db:1.0'", "official"),
                error(GOOD.image("cassandra"), "cassandra-image-unknown", "'cassandra'"),
                error(GOOD.image("cassandra:latest"), "cassandra-image-unknown", "official(\"latest\")"),
                error(GOOD.image("cassandra:5"), "cassandra-image-unknown", "official(\"5\")"),
                error(
                        GOOD.image("cassandra@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
                        "cassandra-image-unknown",
                        "CassandraImage.official"),
                error(
                        GOOD.image("docker.io/bitnami/cassandra:5.0.5"),
                        "cassandra-image-unknown",
                        "Bitnami's",
                        "use cassandra:5.0.8"),
                error(GOOD.image("db:1", CassandraImage.official("five")), "cassandra-image-unknown", "five"),
                error(GOOD.image("db:1", null), "null-argument", ".image(\"db:1\", null)"),
                error(GOOD.image("cassandra:4.0.20"), "cassandra-version-too-old", "4.0.20 is older than 4.1"),
                error(GOOD.image("cassandra:3.11"), "cassandra-version-too-old", "3.11"),
                warning(GOOD.image("cassandra:5.1.0"), "cassandra-version-untested", "5.1.0"),
                warning(GOOD.image("cassandra:6.0"), "cassandra-version-untested", "6.0"),
                // names
                error(GOOD.clusterName("prod #1"), "cassandra-sed-unsafe-value", "'prod #1'", ".clusterName("),
                error(GOOD.clusterName("a/b"), "cassandra-sed-unsafe-value", "'a/b'"),
                error(GOOD.clusterName("R&D"), "cassandra-sed-unsafe-value", "'R&D'"),
                error(GOOD.clusterName(""), "cassandra-sed-unsafe-value", "''"),
                error(GOOD.clusterName("a: b"), "cassandra-sed-unsafe-value", "'a: b'"),
                error(GOOD.clusterName(null), "null-argument", ".clusterName(null)"),
                error(GOOD.dataCenter("dc 1"), "cassandra-sed-unsafe-value", "'dc 1'", ".dataCenter(\"dc 1\")"),
                error(GOOD.dataCenter(null), "null-argument", ".dataCenter(null)"),
                error(GOOD.dataCenter("DC1", dc -> dc), "name-illegal", "'DC1'", "lower-case"),
                error(GOOD.dataCenter("DC1").racks("r1"), "name-illegal", "'DC1'"),
                error(GOOD.racks("R1"), "name-illegal", "the rack is 'R1'"),
                error(GOOD.rack(""), "name-illegal", "the rack is ''"),
                error(GOOD.rack("r1", ""), "label-illegal", "''", "topology.kubernetes.io/zone"),
                error(GOOD.rack("r1", "zone a"), "label-illegal", "'zone a'"),
                error(GOOD.rack(null), "null-argument", ".rack(null)"),
                error(GOOD.rack("r1", null), "null-argument", ".rack(\"r1\", null)"),
                error(GOOD.racks("r1", null), "null-argument", ".rack(null)"),
                error(GOOD.racks((String[]) null), "null-argument", ".rack(null)"),
                error(GOOD.laterRack("r1", null), "null-argument", ".laterRack(\"r1\", null)"),
                error(GOOD.dataCenter("dc1", dc -> dc.racks("r1", null)), "null-argument", "dc -> dc.rack(\"r1\")"),
                error(GOOD.dataCenter("dc1", dc -> dc.racks((String[]) null)), "null-argument", "dataCenter"),
                error(GOOD.dataCenter("dc1", null), "null-argument", ".dataCenter(\"dc1\", null)"),
                error(GOOD.dataCenter("dc1", dc -> null), "null-argument", ".dataCenter(\"dc1\", null)"),
                error(
                        GOOD.dataCenter("d".repeat(25), dc -> dc.rack("r".repeat(25))),
                        "sts-name-too-long",
                        "61 characters",
                        "at most 52"),
                // topology
                error(
                        GOOD.racks("r1").dataCenter("dc1", dc -> dc),
                        "cassandra-topology-mixed",
                        ".rack(\"r1\")",
                        "dc -> dc.racks"),
                error(GOOD.dataCenter("dc1").dataCenter("dc2", dc -> dc), "cassandra-topology-mixed", "dataCenter"),
                error(GOOD.racks("r1", "r1"), "cassandra-rack-duplicate", "'r1' twice"),
                error(
                        GOOD.dataCenter("a-b", dc -> dc.rack("c")).dataCenter("a", dc -> dc.rack("b-c")),
                        "object-duplicate",
                        "cassandra-a-b-c"),
                warning(
                        GOOD.replicas(6)
                                .dataCenter("dc1", dc -> dc.replicas(3))
                                .dataCenter("dc2", dc -> dc.replicas(3)),
                        "option-without-effect",
                        ".replicas(6) has no effect: each data centre says its own"),
                warning(
                        GOOD.foundingReplicas(3).dataCenter("dc1", dc -> dc.foundingReplicas(3)),
                        "option-without-effect",
                        ".foundingReplicas(3) has no effect"),
                error(GOOD.dataCenter("dc1", dc -> dc.replicas(0)), "replicas-out-of-range", "0 pods"),
                error(GOOD.dataCenter("dc1", dc -> dc.replicas(-2)), "replicas-out-of-range", "-2 pods"),
                error(GOOD.dataCenter("dc1", dc -> dc.replicas(1001)), "replicas-out-of-range", "1001 pods"),
                error(GOOD.replicas(0), "replicas-out-of-range", "0 members"),
                error(RACKS.replicas(2), "cassandra-fewer-pods-than-racks", "2 pods for 3 racks"),
                warning(
                        RACKS.replicas(4),
                        "cassandra-racks-uneven",
                        "r1 2, r2 1, r3 1",
                        ".replicas(3) or .replicas(6)"),
                info(RACKS, "cassandra-racks-roll-together", "3 StatefulSets"),
                info(GOOD.replicas(1), "cassandra-single-node", "one node in dc1", ".foundingReplicas(1)"),
                warning(GOOD.replicas(2), "cassandra-two-nodes", "two nodes in dc1", ".foundingReplicas(2)"),
                // seeds
                error(
                        GOOD.foundingReplicas(5),
                        "cassandra-new-pod-is-seed",
                        ".foundingReplicas(5)",
                        "founded with 5 pods and has 3",
                        "say .foundingReplicas(3)"),
                error(
                        RACKS.replicas(6).foundingReplicas(9),
                        "cassandra-new-pod-is-seed",
                        "cassandra-dc1-r1 was founded with 3 pods and has 2",
                        "say .foundingReplicas(6)"),
                error(
                        GOOD.racks("r1").laterRack("r2").foundingReplicas(3),
                        "cassandra-new-pod-is-seed",
                        "cassandra-dc1-r1 was founded with 3 pods and has 2",
                        "say .foundingReplicas(2)"),
                error(GOOD.foundingReplicas(0), "cassandra-founding-replicas-out-of-range", "0 pods"),
                error(GOOD.foundingReplicas(-1), "cassandra-founding-replicas-out-of-range", "-1 pods"),
                error(
                        GOOD.dataCenter("dc1", dc -> dc.foundingReplicas(0)),
                        "cassandra-founding-replicas-out-of-range",
                        "dc -> dc.foundingReplicas(0)"),
                error(GOOD.laterRack("r1"), "cassandra-seeds-missing", "every rack of dc1 is a later one"),
                error(
                        GOOD.replicas(1).dataCenter("dc1", dc -> dc).dataCenter("dc2", dc -> dc),
                        "cassandra-all-seeds",
                        "all 2 pods are seeds"),
                error(
                        GOOD.externalSeeds("west-0.example.com"),
                        "cassandra-external-seeds-blocked",
                        "port 7000",
                        ".withoutNetworkPolicy()"),
                error(
                        GOOD.externalSeeds("cassandra-0" + HEADLESS.replace("cluster.local", "west.example.com")),
                        "cassandra-external-seeds-blocked",
                        "port 7000"),
                error(GOOD.externalSeeds("west-0"), "cassandra-external-seed-illegal", "'west-0'"),
                error(GOOD.externalSeeds("a.b:99999"), "cassandra-external-seed-illegal", "'a.b:99999'"),
                error(GOOD.externalSeeds("a.b,c.d"), "cassandra-external-seed-illegal", "'a.b,c.d'"),
                error(GOOD.externalSeeds("$(POD_IP)"), "cassandra-external-seed-illegal", "'$(POD_IP)'"),
                error(
                        GOOD.externalSeeds("cassandra-headless.west.svc.cluster.local"),
                        "cassandra-external-seed-illegal",
                        "is the name of a Service"),
                error(GOOD.externalSeeds((String) null), "null-argument", ".externalSeeds(null)"),
                error(GOOD.externalSeeds((String[]) null), "null-argument", ".externalSeeds(null)"),
                // settings
                error(GOOD.numTokens(0), "cassandra-num-tokens-illegal", "0 tokens"),
                error(GOOD.numTokens(2000), "cassandra-num-tokens-illegal", "2000 tokens"),
                error(GOOD.config("cluster_name", "x"), "cassandra-config-computed", ".clusterName(name)"),
                error(GOOD.config("endpoint_snitch", "SimpleSnitch"), "cassandra-config-computed", "Gossiping"),
                error(GOOD.config("seed_provider.class_name", "x"), "cassandra-config-computed", ".foundingReplicas"),
                error(GOOD.config("listen_address", "::"), "cassandra-config-computed", "its own address"),
                error(GOOD.config("native_transport_port", "1"), "cassandra-config-computed", "9042"),
                error(GOOD.config("initial_token", "0"), "cassandra-config-computed", ".numTokens(n)"),
                error(GOOD.config("commitlog_directory", "/x"), "cassandra-config-computed", ".storage(size)"),
                warning(GOOD.config("auto_bootstrap", "false"), "cassandra-auto-bootstrap-off", "nodetool rebuild"),
                error(GOOD.config("", "1"), "cassandra-config-key-illegal", "''"),
                error(GOOD.config("a b", "1"), "cassandra-config-key-illegal", "'a b'"),
                error(GOOD.config("a..b", "1"), "cassandra-config-key-illegal", "'a..b'"),
                error(GOOD.config("a", ""), "cassandra-config-value-illegal", "empty"),
                error(GOOD.config("a", "b c"), "cassandra-config-value-illegal", "blanks"),
                error(GOOD.config("a", "'b'"), "cassandra-config-value-illegal", "quotes"),
                error(GOOD.config(null, "1"), "null-argument", ".config(null, \"1\")"),
                error(GOOD.config("a", "$(NOWHERE)"), "env-ref-undefined", "$(NOWHERE)"),
                error(GOOD.jvmOption("-Xmx8g"), "cassandra-config-computed", ".heap(size)"),
                error(GOOD.jvmOption("-Dcassandra.settings.a=b"), "cassandra-config-computed", ".config(key, value)"),
                error(GOOD.jvmOption("-Dcassandra.config=file:///x"), "cassandra-config-computed", "seeds"),
                error(GOOD.jvmOption("-Da=b -Dc=d"), "cassandra-config-value-illegal", "'-Da=b -Dc=d'"),
                error(GOOD.jvmOption("Da=b"), "cassandra-config-value-illegal", "begins with a dash"),
                error(GOOD.jvmOption(null), "null-argument", ".jvmOption(null)"),
                // environment
                error(GOOD.env("CASSANDRA_SEEDS", "x"), "cassandra-config-computed", ".externalSeeds(names)"),
                error(GOOD.env("CASSANDRA_DC", "x"), "cassandra-config-computed", ".dataCenter(name)"),
                error(GOOD.env("MAX_HEAP_SIZE", "1G"), "cassandra-config-computed", ".heap(size)"),
                error(GOOD.env("HEAP_NEWSIZE", "1G"), "cassandra-config-computed", "4.1"),
                error(GOOD.env("JVM_EXTRA_OPTS", "-Da=b"), "cassandra-config-computed", ".jvmOption(flag)"),
                error(GOOD.env("POD_IP", "x"), "env-duplicate-name", "POD_IP is computed"),
                warning(GOOD.env("CASSANDRA_PASSWORD", "x"), "cassandra-env-unknown", "Bitnami", "authenticator"),
                warning(GOOD.env("CASSANDRA_SEED", "x"), "cassandra-env-unknown", "did you mean CASSANDRA_SEEDS?"),
                warning(GOOD.env("CASSANDRA_START_RPC", "1"), "cassandra-env-unknown", "Thrift"),
                warning(GOOD.env("CASSANDRA_ENABLE_MATERIALIZED", "1"), "cassandra-env-unknown", ".config(key, value)"),
                // memory
                error(GOOD.heap("6Gi"), "cassandra-heap-over-limit", "a heap of 6Gi", "2048Mi", "four fifths of 8Gi"),
                error(GOOD.heap("6Gi"), "cassandra-heap-over-limit", ".heap(\"4505Mi\") or less"),
                warning(
                        GOOD.memory("128Gi").heap("40Gi"),
                        "cassandra-heap-above-31744",
                        "the heap is 40Gi",
                        ".heap(\"31744Mi\")"),
                error(GOOD.heap("much"), "quantity-illegal", "'much'"),
                error(GOOD.heap("1000"), "quantity-illegal", "'1000'"),
                error(GOOD.heap(null), "null-argument", ".heap(null)"),
                warning(GOOD.memory("1500Mi"), "cassandra-memory-small", "the memory is 1500Mi"),
                error(GOOD.memory("512Mi"), "cassandra-memory-too-small", "the memory is 512Mi"),
                error(GOOD.memory("8GB"), "quantity-illegal", "'8GB'"),
                // labels of the stack's own
                error(RACKS.label("statefulstack.dev/dc", "x"), "label-computed", "statefulstack.dev/dc"));
    }

    static Stream<BadInput> edits() {
        return Stream.of(
                // seeds
                error(withoutEnv("CASSANDRA_SEEDS"), "cassandra-seeds-missing", "is not set"),
                error(seeds(""), "cassandra-seeds-missing", "is not set"),
                error(seeds("$(POD_IP)"), "cassandra-seeds-missing", "$(POD_IP)", "differs from pod to pod"),
                error(
                        seeds("cassandra-headless.production.svc.cluster.local"),
                        "cassandra-seed-service-name",
                        "a Service"),
                error(seeds("cassandra.production.svc.cluster.local"), "cassandra-seed-service-name", "a Service"),
                error(seeds("cassandra-headless"), "cassandra-seed-service-name", "'cassandra-headless' is a Service"),
                error(seeds("localhost"), "cassandra-seed-service-name", "'localhost' is no full name"),
                error(seeds("cassandra-0"), "cassandra-seed-service-name", "'cassandra-0' is no full name"),
                error(seeds("10.0.0.7"), "cassandra-seed-service-name", "none of 10.0.0.7 is a pod of cassandra"),
                error(seeds("west-0.example.com"), "cassandra-seed-unresolvable", "none of west-0.example.com"),
                error(seeds("db-0" + HEADLESS), "cassandra-seed-unresolvable", "there is no pod 'db-0'"),
                error(seeds("cassandra-7" + HEADLESS), "peer-ordinal-out-of-range", "ordinals 0 to 2"),
                error(
                        service("cassandra-headless", s -> s.getSpec().setPublishNotReadyAddresses(false)),
                        "cassandra-seed-unresolvable",
                        "only pods that are ready"),
                error(
                        seeds("cassandra-0" + HEADLESS, "cassandra-1" + HEADLESS, "cassandra-2" + HEADLESS),
                        "cassandra-all-seeds",
                        "all 3 pods"),
                error(edited(set -> set.getSpec().setReplicas(2)), "cassandra-all-seeds", "all 2 pods are seeds"),
                error(
                        RACKS.edit(
                                StatefulSet.class,
                                "cassandra-dc1-r2",
                                set -> container(set)
                                        .getEnv()
                                        .get(2)
                                        .setValue(
                                                "cassandra-dc1-r2-0.cassandra-dc1-headless.production.svc.cluster.local")),
                        "cassandra-seeds-differ",
                        "cassandra-dc1-r1 has the seeds",
                        "cassandra-dc1-r2"),
                warning(
                        seeds(Stream.iterate(0, i -> i + 1)
                                .limit(21)
                                .map(i -> "cassandra-0" + HEADLESS)
                                .toArray(String[]::new)),
                        "cassandra-many-seeds",
                        "21 seeds"),
                // names and addresses
                error(
                        withEnv("CASSANDRA_ENDPOINT_SNITCH", "SimpleSnitch"),
                        "cassandra-rack-without-gpfs",
                        "SimpleSnitch"),
                error(withoutEnv("CASSANDRA_ENDPOINT_SNITCH"), "cassandra-rack-without-gpfs", "the image's own"),
                error(withEnv("CASSANDRA_RACK", "r#1"), "cassandra-sed-unsafe-value", "CASSANDRA_RACK is 'r#1'"),
                error(withEnv("CASSANDRA_LISTEN_ADDRESS", ""), "cassandra-listen-localhost", "''"),
                error(withEnv("CASSANDRA_LISTEN_ADDRESS", "0.0.0.0"), "cassandra-listen-localhost", "'0.0.0.0'"),
                error(
                        GOOD.env("CASSANDRA_RPC_ADDRESS", "localhost"),
                        "cassandra-listen-localhost",
                        "CASSANDRA_RPC_ADDRESS is 'localhost'"),
                error(GOOD.env("CASSANDRA_RPC_ADDRESS", "::"), "cassandra-sed-unsafe-value", "'::'", "0:0:0:0:0:0:0:0"),
                warning(
                        withEnv("CASSANDRA_LISTEN_ADDRESS", "auto")
                                .edit(
                                        Service.class,
                                        "cassandra-headless",
                                        s -> s.getSpec().setIpFamilies(new ArrayList<>(List.of("IPv6")))),
                        "cassandra-ipv6-auto",
                        "cassandra-headless is of IPv6"),
                // memory and disk
                error(withoutEnv("MAX_HEAP_SIZE"), "cassandra-heap-unset", "MAX_HEAP_SIZE is not set"),
                error(withEnv("MAX_HEAP_SIZE", "half"), "cassandra-heap-unset", "'half'"),
                error(withEnv("MAX_HEAP_SIZE", "6G"), "cassandra-heap-over-limit", "6G and 2048M", "limit is 8Gi"),
                error(
                        edited(set -> {
                            container(set).getResources().getRequests().put("memory", new Quantity("4Gi"));
                            container(set).getResources().getLimits().put("memory", new Quantity("4Gi"));
                        }),
                        "cassandra-heap-over-limit",
                        "4096M and 2048M",
                        "limit is 4Gi"),
                error(
                        edited(set -> container(set).getResources().getLimits().remove("memory")),
                        "cassandra-heap-over-limit",
                        "there is no limit"),
                error(
                        mounted("/etc/cassandra/cassandra.yaml"),
                        "cassandra-config-mount",
                        "/etc/cassandra/cassandra.yaml"),
                warning(
                        edited(set -> container(set)
                                .getVolumeMounts()
                                .removeIf(mount -> mount.getName().equals("data"))),
                        "cassandra-emptydir-data",
                        "/var/lib/cassandra"),
                warning(
                        edited(set -> set.getSpec()
                                .getTemplate()
                                .getSpec()
                                .getSecurityContext()
                                .setFsGroup(null)),
                        "cassandra-no-fsgroup",
                        "fsGroup: 999"),
                warning(
                        edited(set ->
                                container(set).setCommand(new ArrayList<>(List.of("bash", "-c", "cassandra -f")))),
                        "cassandra-command-override",
                        "it runs bash -c cassandra -f"),
                // start and stop
                warning(
                        edited(set -> set.getSpec().setPodManagementPolicy("Parallel")),
                        "cassandra-parallel-bootstrap",
                        "3 pods"),
                error(
                        edited(set -> container(set)
                                .getLivenessProbe()
                                .setTcpSocket(new TCPSocketAction(null, new IntOrString(9042)))),
                        "cassandra-liveness-needs-cql",
                        "port 9042"),
                error(
                        edited(set -> setExec(container(set).getLivenessProbe(), "nodetool", "info")),
                        "cassandra-liveness-needs-cql",
                        "nodetool info"),
                warning(
                        edited(set -> setExec(container(set).getReadinessProbe(), "nodetool", "status")),
                        "cassandra-nodetool-probe",
                        "waits 5 s"),
                error(
                        edited(set -> setExec(
                                container(set).getReadinessProbe(),
                                "bash",
                                "-c",
                                "nodetool status | grep -E \"^UN\\s+$(POD_IP)\"")),
                        "probe-command-ref",
                        "$(POD_IP) becomes an empty text",
                        "${POD_IP}"),
                error(
                        edited(set ->
                                container(set).getLifecycle().getPreStop().setExec(exec("nodetool", "decommission"))),
                        "cassandra-decommission-in-prestop",
                        "nodetool decommission"),
                warning(
                        edited(set -> set.getSpec().getTemplate().getSpec().setTerminationGracePeriodSeconds(30L)),
                        "cassandra-grace-too-short",
                        "30 s"),
                // Services and budgets
                warning(
                        service(
                                "cassandra-headless",
                                s -> s.getSpec().getPorts().add(port("jmx", 7199))),
                        "cassandra-jmx-published",
                        "7199"),
                warning(
                        service("cassandra", s -> s.getSpec().getPorts().add(port("intra", 7000))),
                        "cassandra-client-exposes-internode",
                        "cassandra has the port 7000"),
                error(
                        RACKS.edit(
                                PodDisruptionBudget.class,
                                "cassandra-dc1",
                                budget -> budget.getSpec()
                                        .getSelector()
                                        .getMatchLabels()
                                        .put("statefulstack.dev/rack", "r1")),
                        "cassandra-pdb-per-rack",
                        "counts cassandra-dc1-r1 and not cassandra-dc1-r2, cassandra-dc1-r3"));
    }

    static Stream<BadInput> mistakes() {
        return Stream.concat(options(), edits());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFoundWithItsValuesAndWhatToTypeInstead(BadInput mistake) {
        mistake.isFoundAt("CassandraBadInputTest\\.java:\\d+");
    }

    /** Every rule of the system has a row, so that none can rot. */
    @Test
    void everyRuleIsMet() {
        List<String> met = mistakes().map(BadInput::rule).toList();
        List<String> rules = new ArrayList<>();
        GOOD.rules().forEach(rule -> rules.add(rule.id()));
        GOOD.checks().forEach(check -> check.rules().forEach(rule -> rules.add(rule.id())));
        assertThat(met).containsAll(rules);
    }

    @Test
    void aGoodStackHasNoFindings() {
        assertThat(GOOD.findings()).isEmpty();
        assertThat(GOOD.image("cassandra:4.1.11").findings()).isEmpty();
        assertThat(GOOD.foundingReplicas(3).replicas(5).findings()).isEmpty();
        assertThat(GOOD.dataCenter("dc1", dc -> dc).dataCenter("dc2", dc -> dc).findings())
                .isEmpty();
    }

    @Test
    void theDefaultsHaveNoFindingWorseThanInfo() {
        assertThat(StatefulStack.cassandra("cassandra").findings())
                .allMatch(finding -> finding.severity() == Severity.INFO);
        assertThat(RACKS.findings()).allMatch(finding -> finding.severity() == Severity.INFO);
    }

    @Test
    void externalSeedsAreWellWhereThePolicyIsLeftOut() {
        assertThat(GOOD.externalSeeds("west-0.example.com", "2001:db8::7")
                        .withoutNetworkPolicy()
                        .findings())
                .isEmpty();
    }

    @Test
    void commandsOfAShellInAProbeAreNoReferences() {
        assertThat(edited(set -> {
                            setExec(container(set).getReadinessProbe(), "bash", "-c", "test \"$(hostname)\" = x");
                        })
                        .findings())
                .isEmpty();
    }

    @Test
    void twoSetsOfOneClusterMayStandSideBySide() {
        assertThat(RACKS.allow("cassandra-racks-roll-together", "we roll by hand")
                        .findings())
                .isEmpty();
    }

    @Test
    void theFindingsTextIsComplete() {
        assertThat(GOOD.foundingReplicas(5).findings().get(0).toString()).matches("""
                        error  cassandra-new-pod-is-seed  cassandra: \\.foundingReplicas\\(5\\)  \\(CassandraBadInputTest\\.java:\\d+\\)
                          cassandra was founded with 5 pods and has 3
                          why: growing again would put a new pod into the list of seeds, and a seed takes over no data when it joins: reads silently miss rows
                          fix: when the pods that leave are decommissioned, say \\.foundingReplicas\\(3\\), which leaves the list of seeds as it is now
                          source: apache/cassandra service/StorageService\\.java; kubernetes/examples issue 175""");
    }
}
