package dev.statefulstack.custom;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import java.util.Map;

/** Real systems, said with nothing but the options of any system. */
final class Systems {
    private static final String ZOO_SERVER = "server.{id}={host}:{port:server}:{port:leader-election};{port:client}";

    private Systems() {}

    static CustomStack myApp() {
        return StatefulStack.of("my-app")
                .namespace("production")
                .image("registry.example.com/my-app:1.0")
                .port("app", 8080);
    }

    private static CustomStack zookeeperServers() {
        return StatefulStack.of("zookeeper")
                .namespace("production")
                .replicas(3)
                .majority()
                .image("zookeeper:3.9.4")
                .user(1000)
                .memory("2Gi")
                .storage("10Gi")
                .data("/data")
                .port("client", 2181)
                .port("server", 2888, Port.Role.PEER)
                .port("leader-election", 3888, Port.Role.PEER)
                .readiness(Probe.exec("sh", "-c", "echo srvr | nc localhost 2181 | grep -q Mode:"))
                .liveness(Probe.exec("sh", "-c", "echo ruok | nc localhost 2181 | grep -q imok")
                        .failures(6));
    }

    private static CustomStack withVariables(CustomStack servers) {
        return servers.env("ZOO_DATA_LOG_DIR", "/data/log")
                .env("ZOO_CFG_EXTRA", "quorumListenOnAllIPs=true")
                .env("ZOO_STANDALONE_ENABLED", "false")
                .env("ZOO_4LW_COMMANDS_WHITELIST", "srvr,ruok,mntr")
                .env("ZOO_AUTOPURGE_PURGEINTERVAL", "24");
    }

    /** As {@code examples/zookeeper.jsh}: names from 0, ids from 1, a shell in between. */
    static CustomStack zookeeper() {
        return withVariables(zookeeperServers()
                        .env("ZOO_SERVERS", Peers.all(ZOO_SERVER).idBase(1).separatedBy(" ")))
                .command(
                        "sh",
                        "-c",
                        "export ZOO_MY_ID=$((${POD_NAME##*-} + 1));"
                                + " exec /docker-entrypoint.sh zkServer.sh start-foreground");
    }

    /** Names and ids from 1: no shell. */
    static CustomStack zookeeperFromOne() {
        return withVariables(zookeeperServers()
                .firstOrdinal(1)
                .env("ZOO_MY_ID", Env.Self.ORDINAL)
                .env("ZOO_SERVERS", Peers.all(ZOO_SERVER).separatedBy(" ")));
    }

    /** The list in a file beside the image's own, instead of a variable. */
    static CustomStack zookeeperFile() {
        return zookeeperServers()
                .firstOrdinal(1)
                .env("ZOO_MY_ID", Env.Self.ORDINAL)
                .file(
                        "/conf/zoo.cfg",
                        """
                        dataDir=/data
                        dataLogDir=/data/log
                        tickTime=2000
                        initLimit=10
                        syncLimit=5
                        quorumListenOnAllIPs=true
                        standaloneEnabled=false
                        autopurge.purgeInterval=24
                        4lw.commands.whitelist=srvr,ruok,mntr
                        @{servers}
                        """,
                        Map.of("servers", Peers.all(ZOO_SERVER).separatedBy("\n")));
    }

    /** As {@code examples/etcd.jsh}. */
    static CustomStack etcd() {
        return StatefulStack.of("etcd")
                .namespace("production")
                .replicas(3)
                .majority()
                .image("quay.io/coreos/etcd:v3.6.4")
                .user(1000)
                .readOnlyRoot()
                .storage("10Gi")
                .data("/var/lib/etcd")
                .port("etcd-client", 2379)
                .port("etcd-server", 2380, Port.Role.PEER)
                .port("etcd-metrics", 8080, Port.Role.PROBE)
                .command("/usr/local/bin/etcd")
                .arg("--name=$(POD_NAME)")
                .arg("--data-dir=/var/lib/etcd/data")
                .arg("--listen-peer-urls=", Peers.self("http://0.0.0.0:{port:etcd-server}"))
                .arg("--listen-client-urls=", Peers.self("http://0.0.0.0:{port:etcd-client}"))
                .arg("--initial-advertise-peer-urls=", Peers.self("http://{host}:{port:etcd-server}"))
                .arg("--advertise-client-urls=", Peers.self("http://{host}:{port:etcd-client}"))
                .arg("--initial-cluster=", Peers.all("{name}=http://{host}:{port:etcd-server}"))
                .arg("--initial-cluster-state=new")
                .arg("--initial-cluster-token=production-etcd")
                .arg("--listen-metrics-urls=", Peers.self("http://0.0.0.0:{port:etcd-metrics}"))
                .startup(Probe.http("etcd-metrics", "/readyz").failures(90))
                .readiness(Probe.http("etcd-metrics", "/readyz"))
                .liveness(Probe.http("etcd-metrics", "/livez").failures(6));
    }

    static CustomStack everyOption() {
        var kafka = StatefulStack.kafka("kafka").namespace("streams");
        return StatefulStack.of("ledger")
                .namespace("finance")
                .replicas(2)
                .image(
                        "registry.example.com/ledger@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
                .port("http-api", 8080)
                .port("grpc", 9090)
                .port("peer", 7000, Port.Role.PEER)
                .port("admin", 8081, Port.Role.PROBE)
                .command("/opt/ledger/bin/ledger")
                .arg("serve")
                .arg("--primary=", Peers.member(0, "{host}:{port:peer}"))
                .arg("--discovery=", Peers.service("{host}:{port:peer}"))
                .env("NODE_NAME", "$(POD_NAME)")
                .env("NODE_NUMBER", Env.Self.ORDINAL)
                .env("NODE_ADDRESS", Env.Self.ADDRESS)
                .env("SEEDS", Peers.first(1, "{host}").prefix("tcp://").suffix("/ledger"))
                .env("BOOTSTRAP_SERVERS", kafka.clientView())
                .file(
                        "/etc/ledger/ledger.json",
                        """
                        {"peers": [@{peers}]}
                        """,
                        Map.of("peers", Peers.all("{{\"id\": {id}, \"host\": \"{host}\"}}")))
                .file("/opt/ledger/log.properties", "level=INFO\n")
                .data("/var/lib/ledger")
                .storage("50Gi", "fast-ssd")
                .scratch("/tmp", "64Mi")
                .scratch("/var/cache/Ledger")
                .readOnlyRoot()
                .user(10001)
                .startInOrder()
                .startup(Probe.tcp("http-api").failures(60))
                .readiness(Probe.grpc("grpc").every(5))
                .liveness(Probe.http("admin", "/alive").failures(6))
                .grace(90)
                .beforeStop("/opt/ledger/bin/ledger", "drain")
                .minReady(20);
    }
}
