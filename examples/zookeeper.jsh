// Three ZooKeeper servers. Their ids count from 1 and the pods' names from 0, so a shell adds one. Without a shell:
// .firstOrdinal(1), .env("ZOO_MY_ID", Env.Self.ORDINAL), and neither .command(...) nor .idBase(1).
//   mvn -q compile exec:java -Dexec.args="run examples/zookeeper.jsh"

emit(
    StatefulStack.of("zookeeper")
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
        .env("ZOO_SERVERS", Peers
            .all("server.{id}={host}:{port:server}:{port:leader-election};{port:client}")
            .idBase(1)
            .separatedBy(" "))
        // Transaction logs would go to a directory of the image, and be lost with the pod.
        .env("ZOO_DATA_LOG_DIR", "/data/log")
        // A server that binds to its own name stops where the name does not resolve yet.
        .env("ZOO_CFG_EXTRA", "quorumListenOnAllIPs=true")
        .env("ZOO_STANDALONE_ENABLED", "false")
        .env("ZOO_4LW_COMMANDS_WHITELIST", "srvr,ruok,mntr")
        .env("ZOO_AUTOPURGE_PURGEINTERVAL", "24")
        .command(
            "sh", "-c",
            "export ZOO_MY_ID=$((${POD_NAME##*-} + 1)); exec /docker-entrypoint.sh zkServer.sh start-foreground")
        // Ready with a majority, alive without one.
        .readiness(Probe.exec("sh", "-c", "echo srvr | nc localhost 2181 | grep -q Mode:"))
        .liveness(Probe.exec("sh", "-c", "echo ruok | nc localhost 2181 | grep -q imok").failures(6))
);

// "run" passes over it; the jshell tool would wait for more.
/exit
