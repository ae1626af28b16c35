package dev.statefulstack.custom;

import static dev.statefulstack.BadInput.error;
import static dev.statefulstack.BadInput.warning;
import static dev.statefulstack.Resources.container;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.BadInput;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each mistake: the rule that finds it, and the values that its finding names. */
class CustomBadInputTest {
    private static final CustomStack GOOD = Systems.myApp().user(1000);

    private static CustomStack named(String name) {
        return StatefulStack.of(name).namespace("production").image("a/b:1").port("app", 8080);
    }

    private static CustomStack peers(Peers peers) {
        return GOOD.env("PEERS", peers);
    }

    private static CustomStack edited(Consumer<Container> edit) {
        return GOOD.edit(StatefulSet.class, "my-app", set -> edit.accept(container(set)));
    }

    private static Map<String, Peers> nothing() {
        Map<String, Peers> map = new HashMap<>();
        map.put("a", null);
        return map;
    }

    static Stream<BadInput> mistakes() {
        return Stream.of(
                // what every stack needs
                error(
                        StatefulStack.of("my-app").namespace("production").port("app", 8080),
                        "image-missing",
                        ".image(\"registry.example.com/my-app:1.0\")"),
                error(
                        StatefulStack.of("my-app").namespace("production").image("a/b:1"),
                        "port-missing",
                        ".port(\"http\", 8080)"),
                error(named("My-App"), "name-illegal", "'My-App'"),
                error(named("m".repeat(53)), "sts-name-too-long", "53 characters"),
                error(named(null), "null-argument", "the name null"),
                error(GOOD.image(null), "null-argument", ".image(null)"),
                error(GOOD.image("a b"), "image-illegal", "'a b'"),
                error(GOOD.replicas(0), "replicas-out-of-range", "0 members"),
                // ports
                error(GOOD.port("peer", 0), "port-out-of-range", ".port(\"peer\", 0)", "the port is 0"),
                error(GOOD.port("peer", 65536), "port-out-of-range", "65536"),
                error(GOOD.port("peer", 8080), "port-duplicate", ".port(\"peer\", 8080)", ".port(\"app\", 8080)"),
                error(
                        GOOD.port("peer", 8080, Port.Role.PEER),
                        "port-duplicate",
                        ".port(\"peer\", 8080, PEER)",
                        "another number"),
                error(GOOD.port("Peer_Port", 7000), "port-name-illegal", "'Peer_Port'"),
                error(GOOD.port("a-name-that-is-too-long", 7000), "port-name-illegal", "15 lower-case"),
                error(GOOD.port("80", 7000), "port-name-illegal", "'80'"),
                error(GOOD.port(null, 7000), "null-argument", ".port(null, 7000)"),
                error(GOOD.port("peer", 7000, null), "null-argument", ".port(\"peer\", 7000, null)"),
                // texts about members
                error(
                        peers(Peers.all("{host}:{port:peer}")),
                        "peer-expression-malformed",
                        "Peers.all(\"{host}:{port:peer}\")",
                        "there is no port 'peer'; there are [app]"),
                error(
                        peers(Peers.all("{hots}")),
                        "peer-expression-malformed",
                        "{hots}: it is no mark",
                        "{host}, {name}"),
                error(peers(Peers.all("{host")), "peer-expression-malformed", "a '{' without a '}'"),
                error(peers(Peers.all("{ host }")), "peer-expression-malformed", "{ host }: it is no mark"),
                error(peers(Peers.all("{id: {id}}")), "peer-expression-malformed", "{id: {id}", "{{ for a brace"),
                error(peers(Peers.all("")), "peer-expression-malformed", "it says nothing about a member"),
                error(peers(Peers.all(null)), "peer-expression-malformed", "Peers.all(null)", "a part of it is null"),
                error(peers(Peers.all("{id}").separatedBy(null)), "peer-expression-malformed", "a part of it is null"),
                error(peers(Peers.all("{id}\ud800")), "peer-expression-malformed", "surrogate"),
                error(peers(Peers.all("{id}").idBase(-1)), "peer-expression-malformed", "begin at -1", ".idBase(1)"),
                error(peers(Peers.first(0, "{id}")), "peer-expression-malformed", "the first 0 members"),
                error(peers(Peers.member(3, "{id}")), "peer-expression-malformed", "no member 3; there are 0 to 2"),
                error(
                        peers(Peers.member(0, "{id}")).firstOrdinal(10),
                        "peer-expression-malformed",
                        "no member 0; there are 10 to 12",
                        "Peers.member(10, ...)"),
                error(
                        peers(Peers.self("{id}")),
                        "peer-expression-malformed",
                        "not known when the manifest is written",
                        "Env.Self.ORDINAL"),
                error(peers(Peers.service("{id}")), "peer-expression-malformed", "{id}"),
                error(peers(null), "null-argument", ".env(\"PEERS\", null)"),
                error(
                        GOOD.arg("--peers=", Peers.all("{prot:app}")),
                        "peer-expression-malformed",
                        ".arg(\"--peers=\", Peers.all(\"{prot:app}\"))",
                        "{prot:app}"),
                error(GOOD.arg("--peers=", null), "null-argument", ".arg(\"--peers=\", null)"),
                error(GOOD.arg(null), "null-argument", ".arg(null)"),
                error(GOOD.command(), "command-empty", ".command()", "there is no word"),
                error(GOOD.command("", "-x"), "command-empty", "the first word is empty"),
                error(GOOD.beforeStop(), "command-empty", ".beforeStop()", "there is no word"),
                error(GOOD.command("sh", null), "null-argument", ".command(\"sh\", null)"),
                error(
                        peers(Peers.all("{host}")).env("PEERS", "x"),
                        "env-duplicate-name",
                        "PEERS was set by an earlier call"),
                error(peers(Peers.all("{host}").prefix("$(FIRST)")), "env-ref-undefined", "$(FIRST)"),
                error(
                        GOOD.kubernetesVersion("1.27").env("ID", Env.Self.ORDINAL),
                        "pod-index-label-missing",
                        ".env(\"ID\", Env.Self.ORDINAL)",
                        "Kubernetes 1.27",
                        "$POD_NAME"),
                // commands
                error(GOOD.arg("--id=$(POD_NAME##*-)"), "env-shell-syntax-in-ref", "$(POD_NAME##*-)"),
                error(GOOD.arg("--name=$(NOD_NAME)"), "env-ref-undefined", "$(NOD_NAME)", "$$(NOD_NAME)"),
                error(GOOD.command("/app", "$(NODE_ID)"), "env-ref-undefined", "$(NODE_ID)"),
                // files and directories
                error(
                        GOOD.file("/a.conf", "x=@{peers}\n"),
                        "file-mark-unknown",
                        ".file(\"/a.conf\", \"x=@{peers}...\")",
                        "@{peers}",
                        "Map.of(\"peers\", Peers.all(...))"),
                error(GOOD.file("/a.conf", "@{peers", Map.of()), "file-mark-unknown", "without an end"),
                error(
                        GOOD.file("/a.conf", "x", Map.of("peers", Peers.all("{host}"))),
                        "file-mark-unused",
                        "no mark @{peers}"),
                error(
                        GOOD.file("/a.conf", "@{peers}", Map.of("peers", Peers.all("{port:x}"))),
                        "peer-expression-malformed",
                        "there is no port 'x'"),
                error(
                        GOOD.file("/a.conf", "@{me}", Map.of("me", Peers.self("{host}"))),
                        "peer-expression-malformed",
                        "all members read one file",
                        ".env(name, Peers.self(...))"),
                error(GOOD.file("a.conf", "x"), "mount-path-illegal", "'a.conf'"),
                error(GOOD.file("/etc/", "x"), "mount-path-illegal", "'/etc/'"),
                error(GOOD.file("/etc/../a", "x"), "mount-path-illegal", "'/etc/../a'"),
                error(GOOD.file("/etc/ä.conf", "x"), "mount-path-illegal", "no key of a ConfigMap"),
                error(GOOD.file("/etc/a/b", "x").file("/etc/a.b", "y"), "mount-path-illegal", "same key 'etc.a.b'"),
                error(GOOD.file("/a", "x".repeat(1 << 20)).file("/b", "y"), "config-map-too-large", "1048577 bytes"),
                error(GOOD.file("/a", "\ud800"), "text-not-unicode", "surrogate"),
                error(GOOD.file(null, "x"), "null-argument", ".file(null, \"x\")"),
                error(GOOD.file("/a", "x", null), "null-argument", ".file(\"/a\", \"x\")"),
                error(GOOD.file("/a", "x", nothing()), "null-argument", ".file(\"/a\", \"x\")"),
                error(GOOD.scratch("/"), "mount-path-illegal", "'/'"),
                error(GOOD.scratch("/a:b"), "mount-path-illegal", "'/a:b'"),
                error(GOOD.scratch("/tmp/a").scratch("/tmp-a"), "mount-path-illegal", "scratch-tmp-a"),
                error(GOOD.scratch("/tmp/" + "a".repeat(60)), "mount-path-illegal", "shorter path"),
                error(GOOD.scratch("/tmp", "much"), "quantity-illegal", "'much'"),
                error(GOOD.scratch(null), "null-argument", ".scratch(null)"),
                error(
                        GOOD.scratch("/data").data("/data").storage("1Gi"),
                        "mount-path-duplicate",
                        ".data(\"/data\") is at the same path"),
                // volumes
                error(GOOD.storage("10Gi"), "storage-without-path", ".storage(\"10Gi\")", ".data(\"/var/lib/my-app\")"),
                error(GOOD.data("/data"), "path-without-storage", ".data(\"/data\")", ".storage(\"10Gi\")"),
                error(GOOD.data("data").storage("10Gi"), "mount-path-illegal", "'data'"),
                error(GOOD.data("/data").storage("big"), "quantity-illegal", "'big'"),
                error(GOOD.data(null), "null-argument", ".data(null)"),
                // user
                warning(Systems.myApp(), "user-unknown", ".user(id)"),
                error(GOOD.user(0), "user-illegal", "the user is 0"),
                error(GOOD.user(-1), "user-illegal", "-1"),
                error(GOOD.user(1L << 31), "user-illegal", "2147483648"),
                // probes and time
                error(
                        GOOD.readiness(Probe.tcp("web")),
                        "probe-port-unknown",
                        "there is no port 'web'; there are [app]"),
                error(GOOD.liveness(Probe.http("web", "/")), "probe-port-unknown", "'web'", "Port.Role.PROBE"),
                error(GOOD.startup(Probe.grpc("web")), "probe-port-unknown", "'web'"),
                error(GOOD.startup(Probe.tcp(null)), "probe-incomplete", "null or empty"),
                error(GOOD.startup(Probe.http("app", null)), "probe-incomplete", "null or empty"),
                error(GOOD.startup(Probe.exec("sh", null)), "probe-incomplete", "null or empty"),
                error(GOOD.startup(Probe.tcp("app").failures(0)), "probe-timing-illegal", "0 failures"),
                error(
                        GOOD.readiness(Probe.exec("sh", "-c", "status | grep $(POD_IP)")),
                        "probe-env-ref",
                        "$(POD_IP)",
                        "$POD_IP"),
                error(GOOD.readiness(null), "null-argument", ".readiness(null)"),
                error(GOOD.grace(-1), "seconds-out-of-range", "-1 seconds"),
                error(GOOD.minReady(100_000), "seconds-out-of-range", "100000 seconds"),
                error(GOOD.beforeStop((String[]) null), "null-argument", ".beforeStop(null)"),
                // majority
                error(GOOD.majority().replicas(2), "quorum-too-small", ".replicas(2)", ".replicas(3)"),
                warning(GOOD.majority().replicas(4), "quorum-even", "4 members", ".replicas(5)"),
                warning(GOOD.majority().startInOrder(), "quorum-started-in-order", ".startInOrder()"),
                warning(GOOD.majority().liveness(Probe.tcp("app")), "quorum-liveness", "the same check"),
                // what an edit can break
                error(
                        GOOD.arg("--join=", Peers.all("{host}"))
                                .edit(
                                        StatefulSet.class,
                                        "my-app",
                                        set -> set.getSpec().setReplicas(2)),
                        "peer-ordinal-out-of-range",
                        "args",
                        "my-app-2",
                        "0 to 1"),
                warning(
                        GOOD.edit(
                                Service.class,
                                "my-app-headless",
                                service -> service.getSpec().getPorts().get(0).setPort(80)),
                        "headless-port-differs-from-target",
                        "the port is 80 and the container's is 8080"),
                error(edited(container -> container.getPorts().get(0).setName("A")), "port-name-illegal", "'A'"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFoundWithItsValuesAndWhatToTypeInstead(BadInput mistake) {
        mistake.isFoundAt("(CustomBadInputTest|Systems)\\.java:\\d+");
    }

    @Test
    void aGoodStackHasNoFindings() {
        assertThat(GOOD.findings()).isEmpty();
        assertThat(Systems.everyOption().findings()).isEmpty();
        assertThat(Systems.zookeeperFile().findings()).isEmpty();
        assertThat(Systems.zookeeperFromOne().findings()).isEmpty();
    }

    @Test
    void twoMembersAreFineWhereNobodyVotes() {
        assertThat(GOOD.replicas(2).findings()).isEmpty();
        assertThat(GOOD.majority().replicas(3).findings()).isEmpty();
    }

    @Test
    void aShellsOwnSyntaxIsNoReference() {
        assertThat(GOOD.command("sh", "-c", "id=$((${POD_NAME##*-} + 1)); host=$(hostname -f); exec app $id $host")
                        .findings())
                .isEmpty();
        assertThat(GOOD.readiness(Probe.exec("sh", "-c", "test $(cat /state) = ready"))
                        .findings())
                .isEmpty();
    }

    @Test
    void aLaterValueMendsAnEarlierMistake() {
        assertThat(GOOD.port("peer", 0).port("peer", 7000).findings()).isEmpty();
        assertThat(GOOD.file("/a", "@{x}").file("/a", "x").findings()).isEmpty();
        assertThat(peers(Peers.all("{x}")).withoutEnv("PEERS").findings()).isEmpty();
    }

    @Test
    void aMarkThatIsMeantCanBeAllowed() {
        assertThat(GOOD.file("/a", "x=@{y}\n")
                        .allow("file-mark-unknown", "the application fills it in")
                        .yaml())
                .contains("x=@{y}\n");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        CustomStack stack = StatefulStack.of("My-App")
                .replicas(0)
                .port("app", 0)
                .arg("--peers=", Peers.all("{x}"))
                .file("a", "@{b}")
                .storage("x")
                .user(0);
        assertThat(stack.findings().stream().map(Finding::id))
                .contains(
                        "name-illegal",
                        "replicas-out-of-range",
                        "quantity-illegal",
                        "storage-without-path",
                        "image-missing",
                        "port-out-of-range",
                        "peer-expression-malformed",
                        "mount-path-illegal",
                        "file-mark-unknown",
                        "user-illegal");
    }
}
