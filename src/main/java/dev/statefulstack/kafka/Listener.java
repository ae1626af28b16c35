package dev.statefulstack.kafka;

import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.stack.Options;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A socket that nodes listen on, under the name that settings know it by.
 *
 * <p>Names say who connects, never the protocol: where one ends in {@code SSL} or holds {@code SASL_}, the images ask
 * for keystore files with passwords, which PEM files do not have. Source: the scripts {@code configure} of apache/kafka
 * and confluentinc/kafka-images.
 */
record Listener(String name, Port port, Security security) {
    static final String CLIENT = "CLIENT";
    static final String INTERNAL = "INTERNAL";
    static final String CONTROLLER = "CONTROLLER";

    /** Before the name in keys that are about one listener. */
    static final String CONFIG = "listener.name.";

    /** Names of listeners that are there or will be, and what other ports are called. */
    static final List<String> RESERVED = List.of(CLIENT, INTERNAL, CONTROLLER, External.LISTENER, "KAFKA", "METRICS");

    /** Outside of the directories of all images: Confluent's has /etc/kafka as scratch space. */
    private static final String TLS = "/etc/statefulstack/tls/";

    /**
     * What protects a listener.
     *
     * @param secret holds certificate and key, or null for plaintext
     * @param mutual whether the other side shows a certificate too
     * @param scram whether it has to be a user with a password
     */
    record Security(@Nullable String secret, boolean mutual, boolean scram) {
        static final Security NONE = new Security(null, false, false);
    }

    /** All of a cluster: those for clients first, and of these the one that they bootstrap through. */
    static List<Listener> all(Settings settings) {
        Options options = settings.options();
        List<Listener> all = new ArrayList<>();
        Security ofClients = new Security(
                options.find(KafkaOptions.CLIENT_TLS),
                options.find(KafkaOptions.CLIENT_CERTIFICATES) != null,
                options.find(KafkaOptions.SCRAM) != null);
        all.add(new Listener(
                CLIENT, port("kafka", options.get(KafkaOptions.CLIENT_PORT), Port.Role.CLIENT), ofClients));
        // By name, so that the order of calls does not roll the pods.
        Map<String, KafkaOptions.Extra> extras = new TreeMap<>();
        for (KafkaOptions.Extra extra : options.values(KafkaOptions.LISTENER)) {
            extras.put(extra.name(), extra);
        }
        for (KafkaOptions.Extra extra : extras.values()) {
            all.add(new Listener(
                    extra.name(),
                    port(lowerCase(extra.name()), extra.port(), Port.Role.CLIENT),
                    new Security(extra.secret(), false, false)));
        }
        // Whoever speaks on it is taken for a broker, so with TLS it has to show a certificate.
        all.add(new Listener(
                INTERNAL,
                port("internal", options.get(KafkaOptions.INTERNAL_PORT), Port.Role.PEER),
                new Security(options.find(KafkaOptions.INTERNAL_TLS), true, false)));
        if (options.find(KafkaOptions.EXTERNAL) != null) {
            // Clients outside are no less to be protected from than those inside.
            all.add(new Listener(External.LISTENER, External.port(options.get(KafkaOptions.EXTERNAL_PORT)), ofClients));
        }
        all.add(new Listener(
                CONTROLLER,
                port(KafkaPlanner.CONTROLLER, options.get(KafkaOptions.CONTROLLER_PORT), Port.Role.PEER),
                Security.NONE));
        return all;
    }

    /** The name in settings, ports and directories. */
    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    boolean isExternal() {
        return name.equals(External.LISTENER);
    }

    /** Whether every cluster has it. */
    boolean isStandard() {
        return name.equals(CLIENT) || name.equals(INTERNAL) || isController();
    }

    boolean isController() {
        return name.equals(CONTROLLER);
    }

    boolean isEncrypted() {
        return security.secret() != null;
    }

    boolean asksForUsers() {
        return security.scram();
    }

    /** How to protect it. */
    String protectedBy() {
        return switch (name) {
            case CLIENT, External.LISTENER ->
                "say .clientTls(secret) to encrypt, .scram(secret, users...) to ask for users";
            case INTERNAL -> "say .internalTls(secret): brokers show certificates to each other";
            case CONTROLLER -> "leave it out: the quorum is plaintext, and the network policy lets members only in";
            default -> "say .listener(\"" + name + "\", " + port.number() + ", secret) to encrypt";
        };
    }

    String protocol() {
        String transport = security.secret() == null ? "PLAINTEXT" : "SSL";
        return security.scram() ? "SASL_" + transport : transport;
    }

    /**
     * What the listener needs in {@code server.properties}: keys and certificates as PEM, read by the server itself, so
     * that neither a password nor a conversion is needed. Source: KIP-651, KIP-421; Kafka 3.6.1 to 4.4.0, tried.
     */
    Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        if (security.secret() != null) {
            addTls(config, CONFIG + lowerCase(name) + ".");
        }
        if (security.scram()) {
            String sasl = CONFIG + lowerCase(name) + ".";
            config.put(sasl + "sasl.enabled.mechanisms", "SCRAM-SHA-512");
            config.put(
                    sasl + "scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        }
        return config;
    }

    /** What the other side of a listener that asks for certificates needs: the same key, and the issuer. */
    Map<String, String> peerConfig() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("security.protocol", protocol());
        if (security.secret() != null) {
            addTls(config, "");
        }
        return config;
    }

    private void addTls(Map<String, String> config, String prefix) {
        // Every listener says the same of the provider.
        config.put("config.providers", "dir");
        config.put("config.providers.dir.class", "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
        String ssl = prefix + "ssl.";
        config.put(ssl + "keystore.type", "PEM");
        config.put(ssl + "keystore.key", file("tls.key"));
        config.put(ssl + "keystore.certificate.chain", file("tls.crt"));
        if (security.mutual()) {
            // Others never need an issuer, and public ones leave ca.crt out of the Secret.
            config.put(ssl + "truststore.type", "PEM");
            config.put(ssl + "truststore.certificates", file("ca.crt"));
            if (!prefix.isEmpty()) {
                config.put(ssl + "client.auth", "required");
            }
        }
    }

    /** The Secret as a directory, or nothing where there is none. */
    List<Storage.Files> files() {
        return security.secret() == null
                ? List.of()
                : List.of(new Storage.Files(
                        "tls-" + lowerCase(name), directory(), Storage.Files.Source.SECRET, security.secret()));
    }

    private String file(String key) {
        return "${dir:" + directory() + ":" + key + "}";
    }

    private String directory() {
        return TLS + lowerCase(name);
    }

    private static Port port(String name, int number, Port.Role role) {
        return new Port(name, number, role, "tcp");
    }
}
