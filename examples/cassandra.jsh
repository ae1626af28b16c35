// A Cassandra cluster of three nodes. Drivers connect to cassandra.production.svc.cluster.local:9042.
//   mvn -q compile exec:java -Dexec.args="run examples/cassandra.jsh"

emit(
    StatefulStack.cassandra("cassandra")
        .namespace("production")
        .replicas(3)
);

// "run" passes over it; the jshell tool would wait for more.
/exit
