package dev.statefulstack.cassandra;

import dev.statefulstack.stack.NamedImage;
import dev.statefulstack.stack.Option;
import java.util.List;

/** The options that only Cassandra has. */
final class CassandraOptions {
    static final Option<NamedImage<CassandraImage>> IMAGE = Option.of("image");
    static final Option<String> CLUSTER_NAME = Option.of("clusterName");
    static final Option<Integer> FOUNDING_REPLICAS = Option.of("foundingReplicas");
    static final Option<Integer> NUM_TOKENS = Option.of("numTokens");
    static final Option<String> HEAP = Option.of("heap");
    static final Option<Line> CONFIG = Option.of("config");
    static final Option<String> JVM_OPTION = Option.of("jvmOption");
    static final Option<List<String>> EXTERNAL_SEEDS = Option.of("externalSeeds");

    /** The name of the only data centre. */
    static final Option<String> DATA_CENTER_NAME = Option.of("dataCenter");

    /** The racks of the only data centre. */
    static final Option<Rack> RACKS = Option.of("rack");

    /** Racks that came to it later. */
    static final Option<Rack> LATER_RACKS = Option.of("laterRack");

    /** Data centres that were described one by one. */
    static final Option<DataCenter> DATA_CENTERS = Option.of("dataCenter");

    /** A line of {@code cassandra.yaml}. */
    record Line(String key, String value) {}

    private CassandraOptions() {}
}
