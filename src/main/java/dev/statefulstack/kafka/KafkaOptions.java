package dev.statefulstack.kafka;

import dev.statefulstack.stack.NamedImage;
import dev.statefulstack.stack.Option;

/** The options that only Kafka has. */
final class KafkaOptions {
    static final Option<Config> CONFIG = Option.of("config");
    static final Option<String> HEAP = Option.of("heap");
    static final Option<String> CLUSTER_ID = Option.of("clusterId");
    static final Option<NamedImage<KafkaImage>> IMAGE = Option.of("image");
    static final Option<Integer> CLIENT_PORT = Option.of("clientPort");
    static final Option<Integer> INTERNAL_PORT = Option.of("internalPort");
    static final Option<Integer> CONTROLLER_PORT = Option.of("controllerPort");

    static final Option<Integer> CONTROLLERS = Option.of("dedicatedControllers");
    static final Option<ExternalAccess> EXTERNAL = Option.of("external");
    static final Option<Integer> EXTERNAL_PORT = Option.of("externalPort");
    static final Option<Boolean> RACKS = Option.of("racksFromZones");
    static final Option<Size> CONTROLLER_SIZE = Option.of("controllerSize");

    /** CPU, memory and storage of each dedicated controller. */
    record Size(String cpu, String memory, String storage) {}

    /** A line of {@code server.properties}. */
    record Config(String key, String value) {}

    private KafkaOptions() {}
}
