// Three etcd members. The image has no shell, and needs none: Kubernetes puts $(POD_NAME) into the arguments.
//   mvn -q compile exec:java -Dexec.args="run examples/etcd.jsh"

emit(
    StatefulStack.of("etcd")
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
        // Below the mount: a new volume holds lost+found.
        .arg("--data-dir=/var/lib/etcd/data")
        .arg("--listen-peer-urls=", Peers.self("http://0.0.0.0:{port:etcd-server}"))
        .arg("--listen-client-urls=", Peers.self("http://0.0.0.0:{port:etcd-client}"))
        .arg("--initial-advertise-peer-urls=", Peers.self("http://{host}:{port:etcd-server}"))
        .arg("--advertise-client-urls=", Peers.self("http://{host}:{port:etcd-client}"))
        .arg("--initial-cluster=", Peers.all("{name}=http://{host}:{port:etcd-server}"))
        .arg("--initial-cluster-state=new")
        .arg("--initial-cluster-token=production-etcd")
        .arg("--listen-metrics-urls=", Peers.self("http://0.0.0.0:{port:etcd-metrics}"))
        // The port for clients is closed until there is a majority; the one for metrics answers before.
        .startup(Probe.http("etcd-metrics", "/readyz").failures(90))
        .readiness(Probe.http("etcd-metrics", "/readyz"))
        .liveness(Probe.http("etcd-metrics", "/livez").failures(6))
);

// "run" passes over it; the jshell tool would wait for more.
/exit
