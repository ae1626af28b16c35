// A Cassandra cluster of three nodes. Clients connect to cassandra.production.svc.cluster.local:9042.
emit(
    StatefulStack.cassandra("cassandra")
        .namespace("production")
        .replicas(3)
);
