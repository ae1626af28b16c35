package dev.statefulstack.kafka;

/**
 * A key of {@code server.properties} that is computed or looked at here, with the variable that carries it. The
 * variable's name is made once: made anew for each look, names were a tenth of what a run costs.
 */
record ConfigKey(String name, String variable) {
    static final ConfigKey NODE_ID = of("node.id");
    static final ConfigKey ROLES = of("process.roles");
    static final ConfigKey RACK = of("broker.rack");
    static final ConfigKey VOTERS = of("controller.quorum.voters");

    static final ConfigKey LISTENERS = of("listeners");
    static final ConfigKey ADVERTISED = of("advertised.listeners");
    static final ConfigKey PROTOCOLS = of("listener.security.protocol.map");
    static final ConfigKey CONTROLLER_LISTENERS = of("controller.listener.names");
    static final ConfigKey INTER_BROKER_LISTENER = of("inter.broker.listener.name");

    static final ConfigKey LOG_DIRS = of("log.dirs");

    static final ConfigKey PARTITIONS = of("num.partitions");
    static final ConfigKey FACTOR = of("default.replication.factor");
    static final ConfigKey MIN_IN_SYNC = of("min.insync.replicas");
    static final ConfigKey OFFSETS_FACTOR = of("offsets.topic.replication.factor");
    static final ConfigKey TRANSACTIONS_FACTOR = of("transaction.state.log.replication.factor");
    static final ConfigKey TRANSACTIONS_MIN_IN_SYNC = of("transaction.state.log.min.isr");
    static final ConfigKey SHARES_FACTOR = of("share.coordinator.state.topic.replication.factor");
    static final ConfigKey SHARES_MIN_IN_SYNC = of("share.coordinator.state.topic.min.isr");
    static final ConfigKey AUTO_CREATE = of("auto.create.topics.enable");
    static final ConfigKey REPLICA_SELECTOR = of("replica.selector.class");

    /** A key of the user's. */
    static ConfigKey of(String name) {
        return new ConfigKey(name, KafkaConfig.variable(name));
    }

    @Override
    public String toString() {
        return name;
    }
}
