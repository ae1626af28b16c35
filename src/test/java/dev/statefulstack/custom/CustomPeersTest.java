package dev.statefulstack.custom;

import static dev.statefulstack.Resources.find;
import static dev.statefulstack.Resources.only;
import static dev.statefulstack.Resources.ports;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.Resources;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.InvalidStackException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What members are told about each other, as literals. */
class CustomPeersTest {
    private static final CustomStack THREE = Systems.myApp().port("peer", 7000, Port.Role.PEER);

    @Test
    void zookeepersServersHaveItsSyntax() {
        assertThat(env(Systems.zookeeper(), "ZOO_SERVERS"))
                .isEqualTo("server.1=zookeeper-0.zookeeper-headless.production.svc.cluster.local:2888:3888;2181"
                        + " server.2=zookeeper-1.zookeeper-headless.production.svc.cluster.local:2888:3888;2181"
                        + " server.3=zookeeper-2.zookeeper-headless.production.svc.cluster.local:2888:3888;2181");
    }

    @Test
    void zookeepersIdIsTheOrdinalWhereNamesCountFromOne() {
        StatefulSet set = set(Systems.zookeeperFromOne());
        assertThat(set.getSpec().getOrdinals().getStart()).isEqualTo(1);
        assertThat(variable(Systems.zookeeperFromOne(), "ZOO_MY_ID")
                        .getValueFrom()
                        .getFieldRef()
                        .getFieldPath())
                .isEqualTo("metadata.labels['apps.kubernetes.io/pod-index']");
        assertThat(env(Systems.zookeeperFromOne(), "ZOO_SERVERS"))
                .startsWith("server.1=zookeeper-1.zookeeper-headless.production.svc.cluster.local:2888:3888;2181 ");
    }

    @Test
    void measurementsAreCollectedMemberByMemberAndFromAnywhere() {
        CustomStack measured = THREE.port("http-metrics", 9100, Port.Role.METRICS);
        Service headless = find(measured, Service.class, "my-app-headless");
        assertThat(ports(headless)).containsExactly("app 8080", "peer 7000", "http-metrics 9100");
        assertThat(headless.getMetadata().getLabels()).containsEntry("statefulstack.dev/scrape", "true");
        assertThat(ports(find(measured, Service.class, "my-app"))).containsExactly("app 8080");
        NetworkPolicyIngressRule scrapes =
                only(measured, NetworkPolicy.class).getSpec().getIngress().get(1);
        assertThat(scrapes.getPorts().get(0).getPort().getIntVal()).isEqualTo(9100);
        assertThat(scrapes.getFrom()).isEmpty();
        assertThat(measured.user(1000).findings()).isEmpty();
    }

    @Test
    void membersLearnTheZoneOfTheirNodeFromKubernetes135On() {
        CustomStack stack = Systems.myApp().kubernetesVersion("1.35").env("ZONE", Env.Self.ZONE);
        assertThat(variable(stack, "ZONE").getValueFrom().getFieldRef().getFieldPath())
                .isEqualTo("metadata.labels['topology.kubernetes.io/zone']");
    }

    @Test
    void aFileHoldsTheServersLineByLine() {
        assertThat(config(Systems.zookeeperFile()).getData().get("conf.zoo.cfg"))
                .endsWith("""
                        server.1=zookeeper-1.zookeeper-headless.production.svc.cluster.local:2888:3888;2181
                        server.2=zookeeper-2.zookeeper-headless.production.svc.cluster.local:2888:3888;2181
                        server.3=zookeeper-3.zookeeper-headless.production.svc.cluster.local:2888:3888;2181
                        """);
    }

    @Test
    void etcdsArgumentsNameEveryMember() {
        assertThat(container(Systems.etcd()).getArgs())
                .containsExactly(
                        "--name=$(POD_NAME)",
                        "--data-dir=/var/lib/etcd/data",
                        "--listen-peer-urls=http://0.0.0.0:2380",
                        "--listen-client-urls=http://0.0.0.0:2379",
                        "--initial-advertise-peer-urls="
                                + "http://$(POD_NAME).etcd-headless.production.svc.cluster.local:2380",
                        "--advertise-client-urls=http://$(POD_NAME).etcd-headless.production.svc.cluster.local:2379",
                        "--initial-cluster=etcd-0=http://etcd-0.etcd-headless.production.svc.cluster.local:2380,"
                                + "etcd-1=http://etcd-1.etcd-headless.production.svc.cluster.local:2380,"
                                + "etcd-2=http://etcd-2.etcd-headless.production.svc.cluster.local:2380",
                        "--initial-cluster-state=new",
                        "--initial-cluster-token=production-etcd",
                        "--listen-metrics-urls=http://0.0.0.0:8080");
    }

    @Test
    void seedsStayTheSameWhenMembersAreAdded() {
        CustomStack stack = THREE.env("SEEDS", Peers.first(2, "{host}:{port:peer}"));
        String seeds = "my-app-0.my-app-headless.production.svc.cluster.local:7000,"
                + "my-app-1.my-app-headless.production.svc.cluster.local:7000";
        assertThat(env(stack, "SEEDS")).isEqualTo(seeds);
        assertThat(env(stack.replicas(9), "SEEDS")).isEqualTo(seeds);
        assertThat(env(stack.replicas(1), "SEEDS"))
                .isEqualTo("my-app-0.my-app-headless.production.svc.cluster.local:7000");
    }

    /** Rows of the table in section 20.3, for three members. */
    @Test
    void theListsOfManySystemsCanBeSaid() {
        CustomStack galera = THREE.env("ADDRESS", Peers.all("{host}").prefix("gcomm://"));
        assertThat(env(galera, "ADDRESS"))
                .isEqualTo("gcomm://my-app-0.my-app-headless.production.svc.cluster.local,"
                        + "my-app-1.my-app-headless.production.svc.cluster.local,"
                        + "my-app-2.my-app-headless.production.svc.cluster.local");
        CustomStack replica = THREE.arg("--replicaof=", Peers.member(0, "{host} {port:peer}"));
        assertThat(container(replica).getArgs())
                .containsExactly("--replicaof=my-app-0.my-app-headless.production.svc.cluster.local 7000");
        CustomStack hazelcast = THREE.env("DNS", Peers.service("{host}:{port:peer}"));
        assertThat(env(hazelcast, "DNS")).isEqualTo("my-app-headless.production.svc.cluster.local:7000");
        CustomStack mongo = THREE.replicas(1)
                .file("/seed.js", "[@{m}]", Map.of("m", Peers.all("{{_id: {id}, host: \"{host}:{port:peer}\"}}")));
        assertThat(config(mongo).getData())
                .containsExactly(Map.entry(
                        "seed.js", "[{_id: 0, host: \"my-app-0.my-app-headless.production.svc.cluster.local:7000\"}]"));
    }

    @Test
    void aChangedPortIsChangedEverywhere() {
        String yaml = Systems.etcd().port("etcd-server", 12380, Port.Role.PEER).yaml();
        assertThat(yaml)
                .doesNotContain(":2380", " 2380")
                .contains("etcd-2.etcd-headless.production.svc.cluster.local:12380");
    }

    @Test
    void aChangedPortKeepsItsPlace() {
        CustomStack stack = Systems.everyOption().port("http-api", 8088);
        assertThat(stack.clientView().address()).isEqualTo("ledger.finance.svc.cluster.local:8088");
        assertThat(stack.yaml()).isEqualTo(Systems.everyOption().yaml().replace(" 8080\n", " 8088\n"));
    }

    @Test
    void anotherClusterDomainIsInEveryName() {
        assertThat(Systems.everyOption().clusterDomain("k8s.example.com").yaml())
                .contains("--primary=ledger-0.ledger-headless.finance.svc.k8s.example.com:7000")
                .contains("\"host\": \"ledger-1.ledger-headless.finance.svc.k8s.example.com\"");
    }

    @Test
    void aChangedFileRollsThePodsAndAnEqualOneDoesNot() {
        CustomStack one = THREE.file("/etc/my-app/app.conf", "level=info\n");
        assertThat(checksum(one)).hasSize(64).isEqualTo(checksum(one.label("team", "shop")));
        assertThat(checksum(one)).isNotEqualTo(checksum(one.file("/etc/my-app/app.conf", "level=debug\n")));
        assertThat(set(THREE).getSpec().getTemplate().getMetadata().getAnnotations())
                .isEmpty();
    }

    @Test
    void theVariablesStandInTheOrderOfTheCallsBehindTheOwnName() {
        CustomStack stack = THREE.env("A", "$(POD_NAME)")
                .env("B", Peers.self("http://{host}:{port:app}"))
                .env("C", Env.Self.ADDRESS)
                .env("D", "$(B)/$(C)");
        assertThat(container(stack).getEnv().stream().map(EnvVar::getName))
                .containsExactly("POD_NAME", "A", "B", "C", "D");
        assertThat(env(stack, "B")).isEqualTo("http://$(POD_NAME).my-app-headless.production.svc.cluster.local:8080");
    }

    @Test
    void anImageAndAPortSuffice() {
        assertThat(StatefulStack.of("my-app")
                        .namespace("production")
                        .image("registry.example.com/my-app:1.0")
                        .port("app", 8080)
                        .findings()
                        .stream()
                        .map(finding -> finding.severity() + " " + finding.id()))
                .containsExactly("warning user-unknown");
        assertThat(Systems.etcd().findings()).isEmpty();
        assertThat(Systems.zookeeper().findings()).isEmpty();
    }

    @Test
    void anotherStackTakesTheClientView() {
        var kafka = StatefulStack.kafka("kafka").namespace("production").replicas(3);
        CustomStack stack = THREE.namespace("shop").env("BOOTSTRAP_SERVERS", kafka.clientView());
        assertThat(env(stack, "BOOTSTRAP_SERVERS")).isEqualTo("kafka.production.svc.cluster.local:9092");
        assertThat(kafka.clientView().address()).isEqualTo(kafka.bootstrapServers());
        assertThat(kafka.clientView().members())
                .containsExactly(
                        "kafka-0.kafka-headless.production.svc.cluster.local:9092",
                        "kafka-1.kafka-headless.production.svc.cluster.local:9092",
                        "kafka-2.kafka-headless.production.svc.cluster.local:9092");
    }

    @Test
    void kafkaCanTakeAViewToo() {
        AnyStack registry = Systems.myApp();
        assertThat(StatefulStack.kafka("kafka")
                        .namespace("production")
                        .env("SCHEMAS", registry.clientView())
                        .yaml())
                .contains("value: my-app.production.svc.cluster.local:8080");
    }

    @Test
    void aViewIsOfTheFirstPortForClientsOrOfTheOneThatIsNamed() {
        var view = Systems.everyOption().clientView();
        assertThat(view.address()).isEqualTo("ledger.finance.svc.cluster.local:8080");
        assertThat(view.at("grpc").address()).isEqualTo("ledger.finance.svc.cluster.local:9090");
        assertThatThrownBy(() -> view.at("peer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'peer'")
                .hasMessageContaining("http-api, grpc");
    }

    @Test
    void aStackWithoutPortsForClientsHasNoView() {
        CustomStack closed = Systems.myApp().port("app", 8080, Port.Role.PEER);
        assertThatThrownBy(closed::clientView)
                .isInstanceOf(InvalidStackException.class)
                .hasMessageContaining("client-view-without-port")
                .hasMessageContaining("Port.Role.CLIENT");
        assertThat(closed.yaml()).doesNotContain("type: ClusterIP");
    }

    @Test
    void dnsListsWhatAClusterWillAnswer() {
        assertThat(Systems.myApp().replicas(2).dns().stream().map(Object::toString))
                .containsExactly(
                        "my-app-0.my-app-headless.production.svc.cluster.local A my-app-0",
                        "my-app-0.my-app-headless A my-app-0",
                        "my-app-1.my-app-headless.production.svc.cluster.local A my-app-1",
                        "my-app-1.my-app-headless A my-app-1",
                        "my-app-headless.production.svc.cluster.local A my-app-0 my-app-1",
                        "my-app-headless A my-app-0 my-app-1",
                        "_app._tcp.my-app-headless.production.svc.cluster.local SRV "
                                + "0 50 8080 my-app-0.my-app-headless.production.svc.cluster.local, "
                                + "0 50 8080 my-app-1.my-app-headless.production.svc.cluster.local",
                        "my-app.production.svc.cluster.local A Service my-app",
                        "my-app A Service my-app",
                        "_app._tcp.my-app.production.svc.cluster.local SRV "
                                + "0 100 8080 my-app.production.svc.cluster.local");
    }

    @ParameterizedTest
    @CsvSource({
        "app,tcp",
        "grpc,kubernetes.io/h2c",
        "grpc-api,kubernetes.io/h2c",
        "http,http",
        "http-admin,http",
        "https,https",
        "httpd,tcp"
    })
    void aPortsNameTellsItsProtocol(String name, String protocol) {
        assertThat(Port.named(name, 1, Port.Role.CLIENT).appProtocol()).isEqualTo(protocol);
    }

    private static String env(AnyStack stack, String name) {
        return variable(stack, name).getValue();
    }

    private static EnvVar variable(AnyStack stack, String name) {
        return container(stack).getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Container container(AnyStack stack) {
        return Resources.container(set(stack));
    }

    private static String checksum(AnyStack stack) {
        return set(stack)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("statefulstack.dev/config-checksum");
    }

    private static StatefulSet set(AnyStack stack) {
        return only(stack, StatefulSet.class);
    }

    private static ConfigMap config(AnyStack stack) {
        return only(stack, ConfigMap.class);
    }
}
