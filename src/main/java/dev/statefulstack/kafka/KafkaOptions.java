package dev.statefulstack.kafka;

import dev.statefulstack.stack.NamedImage;
import dev.statefulstack.stack.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    static final Option<KafkaMetrics> METRICS = Option.of("metrics");
    static final Option<Size> CONTROLLER_SIZE = Option.of("controllerSize");

    static final Option<Extra> LISTENER = Option.of("listener");
    static final Option<String> CLIENT_TLS = Option.of("clientTls");
    static final Option<String> INTERNAL_TLS = Option.of("internalTls");
    static final Option<Boolean> CLIENT_CERTIFICATES = Option.of("clientCertificates");

    static final Option<Scram> SCRAM = Option.of("scram");

    /** Users whose passwords are the keys of their names in a Secret. */
    record Scram(String secret, List<String> users) {
        Scram {
            users = List.copyOf(users);
        }
    }

    /** One more listener for clients; without a Secret it is plaintext. */
    record Extra(String name, int port, @Nullable String secret) {}

    /** CPU, memory and storage of each dedicated controller. */
    record Size(String cpu, String memory, String storage) {}

    /** A line of {@code server.properties}. */
    record Config(String key, String value) {}

    private KafkaOptions() {}
}
