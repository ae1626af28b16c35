package dev.statefulstack.kafka;

import dev.statefulstack.check.AmountRules;
import dev.statefulstack.check.EnvRules;
import dev.statefulstack.check.NameRules;
import dev.statefulstack.check.PortRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.plan.Task;
import dev.statefulstack.plan.Version;
import dev.statefulstack.stack.ImageVersions;
import dev.statefulstack.stack.Option;
import dev.statefulstack.stack.OptionRules;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with a cluster's options. */
final class KafkaChecks {
    private static final Rule IMAGE_UNKNOWN = Rule.unusable(
            "kafka-image-unknown",
            "variables, directories and user depend on the image, and keys on the version",
            "apache/kafka docker/jvm/Dockerfile and docker/resources/common-scripts");
    private static final Rule VERSION_OLD = Rule.unusable(
            "kafka-version-too-old",
            "the image's contract begins with that version",
            "apache/kafka images, published from 3.7.0 on");
    private static final Rule VERSION_UNTESTED = Rule.warning(
            "kafka-version-untested",
            "keys and checks of servers change between versions",
            "statefulstack, tested up to Kafka " + KafkaImage.NEWEST_TESTED);
    private static final Rule TWO_VOTERS = Rule.error(
            "kafka-two-voters",
            "both are needed for a majority, so the restart of either stops the cluster",
            "Apache Kafka documentation, KRaft: three or five controllers");
    private static final Rule EVEN_VOTERS = Rule.warning(
            "kafka-even-voters",
            "a majority of four is three: four tolerate no more failures than three do",
            "Apache Kafka documentation, KRaft: three or five controllers");
    private static final Rule TOO_MANY = Rule.error(
            "kafka-too-many-voters",
            "every change of metadata waits for a majority of all voters, and the number of voters can never change",
            "Apache Kafka documentation, KRaft: combined nodes are not for large or critical clusters");
    private static final Rule CONTROLLERS = Rule.unusable(
            "kafka-controllers-out-of-range",
            "a quorum has at least one voter, and brokers are numbered from " + KafkaPlanner.FIRST_BROKER,
            "Apache Kafka documentation, KRaft: three or five controllers");
    private static final Rule ORDINAL = Rule.unusable(
            "kafka-first-ordinal-with-controllers",
            "ids have to differ over all nodes, and a node's id is its ordinal",
            "Kafka's own checks in kafka.server.KafkaConfig");
    private static final Rule FEW_BROKERS = Rule.warning(
            "kafka-few-brokers",
            "the restart of one broker leaves no spare replica, or stops writes",
            "Apache Kafka documentation: min.insync.replicas");
    private static final Rule SINGLE = Rule.info(
            "kafka-single-node",
            "nothing is replicated and each restart is an outage, and one voter cannot become three later",
            "Kafka 3.6.1 to 4.4.0, tried: voters of the state file against those of the settings");
    private static final Rule COMPUTED = Rule.unusable(
            "kafka-config-computed",
            "the value has to agree with names, ports and numbers elsewhere in the manifests",
            "Kafka's own checks in kafka.server.KafkaConfig");
    private static final Rule DYNAMIC_QUORUM = Rule.unusable(
            "kafka-dynamic-quorum",
            "the images' entrypoint formats disks without the flags that a controller of a dynamic quorum needs, and"
                    + " stops with an error, even on a formatted disk",
            "kafka.docker.KafkaDockerWrapper and kafka-storage format, tried on 3.9, 4.0 and 4.4");
    private static final Rule CONFIG_KEY = Rule.unusable(
            "kafka-config-key-illegal",
            "settings reach the server through variable names, which the image lower-cases and splits at underscores",
            "kafka.docker.KafkaDockerWrapper");
    private static final Rule CONFIG_VALUE = Rule.unusable(
            "kafka-config-value-illegal",
            "the image writes one line key=value; an empty value stops the server for many keys",
            "kafka.docker.KafkaDockerWrapper; Kafka 3.7 to 4.4, tried");
    private static final Rule REFUSED = Rule.unusable(
            "kafka-variable-refused",
            "the image stops before it starts the server",
            "confluentinc/kafka-images kafka/include/etc/confluent/docker/configure");
    private static final Rule CLUSTER_ID = Rule.unusable(
            "kafka-cluster-id-illegal",
            "tools and later versions expect 16 bytes in URL-safe Base64",
            "org.apache.kafka.common.Uuid");
    /** For the finished manifests too. */
    static final Rule CLUSTER_ID_PUBLIC = Rule.error(
            "kafka-cluster-id-public",
            "the image gives this id to every cluster that has none, so it no longer keeps nodes out of a wrong cluster",
            "apache/kafka docker/resources/common-scripts/configureDefaults");

    private static final Rule CLUSTER_ID_CANONICAL = Rule.warning(
            "kafka-cluster-id-not-canonical",
            "it holds more than 16 bytes, so tools that decode and encode it print another id",
            "org.apache.kafka.common.Uuid");
    private static final Rule HEAP_OVER_MEMORY = Rule.error(
            "kafka-heap-over-memory",
            "the kernel kills the process when heap, threads and buffers pass the memory",
            "Linux control groups: memory.max");
    private static final Rule HEAP_LARGE = Rule.warning(
            "kafka-heap-leaves-little",
            "Kafka serves reads from the page cache, which has what the heap leaves; Strimzi takes half",
            "Strimzi: heap is 50 percent of the memory, at most 5 GiB");
    private static final Rule HEAP_SMALL = Rule.error(
            "kafka-heap-too-small",
            "compaction alone takes a buffer of 128 MiB out of the heap, and the server dies of an OutOfMemoryError",
            "Kafka 4.4.0, tried with 128 and 256 MiB; Apache Kafka documentation: log.cleaner.dedupe.buffer.size");
    private static final Rule LISTENER_NAME = Rule.unusable(
            "kafka-listener-name-illegal",
            "settings carry the name in small letters through variables, and where it tells a protocol the images ask"
                    + " for keystore files with passwords",
            "apache/kafka and confluentinc/kafka-images, configure; kafka.docker.KafkaDockerWrapper");
    private static final Rule LISTENER_CONFIG = Rule.error(
            "kafka-listener-config-unread",
            "the server ignores it without a word, and who set it takes the listener for protected",
            "Apache Kafka documentation: listener.name.{listenerName}.{configName}; KIP-103");
    private static final Rule CERTIFICATES_WITHOUT_TLS = Rule.unusable(
            "kafka-client-certificates-without-tls",
            "certificates are shown in the handshake of TLS",
            "Apache Kafka documentation: ssl.client.auth");
    private static final Rule SCRAM_USER = Rule.unusable(
            "kafka-scram-user-illegal",
            "the name is a key of the Secret and an argument of Kafka's tool",
            "apimachinery pkg/util/validation/validation.go IsConfigMapKey; kafka-configs.sh --entity-name");
    private static final Rule SCRAM_WITHOUT_TLS = Rule.warning(
            "kafka-scram-without-tls",
            "whoever hears the handshake can guess the password at leisure, and reads all that follows",
            "Apache Kafka documentation, SASL/SCRAM: security considerations");
    private static final Rule LISTENER_WITHOUT_USERS = Rule.warning(
            "kafka-listener-without-users",
            "whoever reaches its port needs no password, and without an authorizer may do all that users may",
            "Apache Kafka documentation: listener.security.protocol.map");
    private static final Rule SCRAM_JOB = Rule.info(
            "kafka-scram-job-immutable",
            "the API server refuses another pod template for a Job that is there, and one that has ended does not run"
                    + " again",
            "Kubernetes documentation, Jobs; pkg/apis/batch/validation/validation.go ValidateJobSpecUpdate");

    private static final ImageVersions VERSIONS = new ImageVersions(
            "Kafka",
            new ImageVersions.Rules(IMAGE_UNKNOWN, VERSION_OLD, VERSION_UNTESTED),
            KafkaImage.NEWEST_TESTED,
            KafkaStack.DEFAULT_IMAGE);

    static final List<Rule> RULES = List.of(
            IMAGE_UNKNOWN,
            VERSION_OLD,
            VERSION_UNTESTED,
            TWO_VOTERS,
            EVEN_VOTERS,
            TOO_MANY,
            CONTROLLERS,
            ORDINAL,
            FEW_BROKERS,
            SINGLE,
            COMPUTED,
            DYNAMIC_QUORUM,
            CONFIG_KEY,
            CONFIG_VALUE,
            REFUSED,
            CLUSTER_ID,
            CLUSTER_ID_PUBLIC,
            CLUSTER_ID_CANONICAL,
            AmountRules.ILLEGAL,
            HEAP_OVER_MEMORY,
            HEAP_LARGE,
            HEAP_SMALL,
            OptionRules.NO_EFFECT,
            AmountRules.UNIT,
            LISTENER_NAME,
            LISTENER_CONFIG,
            CERTIFICATES_WITHOUT_TLS,
            SCRAM_USER,
            SCRAM_WITHOUT_TLS,
            LISTENER_WITHOUT_USERS,
            SCRAM_JOB,
            NameRules.ILLEGAL,
            PortRules.RANGE,
            PortRules.DUPLICATE);

    /** Most voters; beyond, each change of metadata waits for more answers and no more failures are survived. */
    private static final int MOST_VOTERS = 5;

    /** In bytes. */
    private static final long LEAST_HEAP = 256L << 20;

    private final Settings settings;
    private final Report report;
    private final @Nullable KafkaImage image;
    private final List<Listener> listeners;

    KafkaChecks(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        this.image = KafkaPlanner.image(settings);
        this.listeners = Listener.all(settings);
    }

    void run() {
        image();
        voters();
        config();
        clusterId();
        heap();
        ports();
        racks();
        ExternalChecks.check(settings, report);
        metrics();
        unread();
        listeners();
        scram();
    }

    private void racks() {
        KubernetesVersion version = settings.kubernetesVersion();
        Setting<Boolean> setting = settings.options().setting(KafkaOptions.RACKS);
        if (setting != null && version != null && !version.isAtLeast(KubernetesVersion.ZONE_LABEL)) {
            add(
                    EnvRules.ZONE_LABEL,
                    setting,
                    "Kubernetes " + version + " does not label pods with the zone of their node",
                    "say .kubernetesVersion(\"" + KubernetesVersion.ZONE_LABEL
                            + "\") if the cluster is as new, or leave the call out: below, only a program that may read"
                            + " nodes learns the zone");
        }
    }

    private void metrics() {
        Setting<KafkaMetrics> setting = settings.options().setting(KafkaOptions.METRICS);
        if (setting != null && setting.value() != null) {
            new MetricsChecks(settings, report, setting).check(setting.value());
        }
    }

    /** What was said about parts that are not there. */
    private void unread() {
        if (settings.options().setting(KafkaOptions.CONTROLLERS) == null) {
            OptionRules.unread(
                    settings,
                    report,
                    settings.options().said(KafkaOptions.CONTROLLER_SIZE),
                    "controllers are no nodes of their own",
                    "say .dedicatedControllers(3), or leave the call out");
        }
        if (settings.options().setting(KafkaOptions.EXTERNAL) == null) {
            OptionRules.unread(
                    settings,
                    report,
                    settings.options().said(KafkaOptions.EXTERNAL_PORT),
                    "no clients outside are let in",
                    "say .external(...), or leave the call out");
        }
    }

    private void add(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    private void image() {
        String text = settings.imageText();
        VERSIONS.check(
                settings,
                report,
                image == null ? null : image.kafka(),
                image == null ? KafkaImage.NEWEST_TESTED : image.contract().first(),
                image == null ? unrecognised(text) : "no version can be read from " + image,
                isBitnami()
                        ? "use apache/kafka with the tag of the same version; a cluster that exists keeps its data under"
                                + " other paths, so move it by replication to a new one"
                        : "say .image(\"" + text
                                + "\", KafkaImage.apache(\"4.4.0\")) or KafkaImage.confluent(\"8.0.0\")"
                                + " with the version that it holds, if it behaves like one of these");
    }

    private boolean isBitnami() {
        ImageReference reference = settings.imageReference();
        return reference != null && reference.isBitnami();
    }

    private String unrecognised(String text) {
        return isBitnami()
                ? "'" + text + "' is Bitnami's: it reads KAFKA_CFG_ variables, runs as user 1001 and keeps data below"
                        + " /bitnami/kafka, and its free tags get no updates any more"
                : "'" + text
                        + "' is not recognised: its path ends neither in /kafka of Apache nor in /cp-kafka, or it has"
                        + " no tag";
    }

    private void voters() {
        Setting<Integer> controllers = settings.options().setting(KafkaOptions.CONTROLLERS);
        Setting<Integer> setting = controllers == null ? settings.replicasSetting() : controllers;
        Integer voters = setting == null ? null : setting.value();
        if (voters == null) {
            return;
        }
        String call = controllers == null ? ".replicas(" : ".dedicatedControllers(";
        if (controllers != null && (voters < 1 || voters > KafkaPlanner.FIRST_BROKER)) {
            add(CONTROLLERS, setting, voters + " controllers", "use .dedicatedControllers(3)");
        } else if (voters == 1) {
            add(SINGLE, setting, "one node votes", "use " + call + "3) for anything but development");
        } else if (voters == 2) {
            add(TWO_VOTERS, setting, "two nodes vote", "use " + call + "3), or " + call + "1) for development");
        } else if (voters > MOST_VOTERS) {
            add(
                    TOO_MANY,
                    setting,
                    voters + " nodes vote",
                    controllers == null
                            ? "make controllers nodes of their own: .dedicatedControllers(3)"
                            : "use .dedicatedControllers(3) or .dedicatedControllers(5)");
        } else if (voters % 2 == 0) {
            add(EVEN_VOTERS, setting, voters + " nodes vote", "use " + call + "3) or " + call + "5)");
        }
        if (controllers != null) {
            brokers();
        }
    }

    private void brokers() {
        Setting<Integer> ordinal = settings.firstOrdinalSetting();
        if (ordinal != null && ordinal.value() != null && ordinal.value() != 0) {
            add(
                    ORDINAL,
                    ordinal,
                    "brokers are numbered from " + KafkaPlanner.FIRST_BROKER + " and controllers from 0",
                    "leave the call out");
        }
        Setting<Integer> replicas = settings.replicasSetting();
        if (replicas != null && replicas.value() != null && replicas.value() < 3) {
            add(
                    FEW_BROKERS,
                    replicas,
                    replicas.value() + " brokers hold fewer than three replicas",
                    "use .replicas(3) or more");
        }
        Setting<KafkaOptions.Size> setting = settings.options().setting(KafkaOptions.CONTROLLER_SIZE);
        KafkaOptions.Size size = setting == null ? null : setting.value();
        if (size != null) {
            bytes(setting, size.memory());
            bytes(setting, size.storage());
            BigDecimal cpu = Quantities.parse(size.cpu());
            amount(setting, size.cpu(), cpu != null && cpu.signum() > 0);
        }
    }

    private void bytes(@Nullable Setting<?> setting, String text) {
        Long bytes = Quantities.parseBytes(text);
        amount(setting, text, bytes != null);
        if (bytes != null && Quantities.lacksUnit(bytes)) {
            add(
                    AmountRules.UNIT,
                    setting,
                    "'" + text + "' is " + bytes + " bytes",
                    "write .controllerSize(\"500m\", \"2Gi\", \"10Gi\")");
        }
    }

    private void amount(@Nullable Setting<?> setting, String text, boolean legal) {
        if (!legal) {
            add(
                    AmountRules.ILLEGAL,
                    setting,
                    "'" + text + "' is no positive amount",
                    "write .controllerSize(\"500m\", \"2Gi\", \"10Gi\")");
        }
    }

    private void config() {
        for (Setting<KafkaOptions.Config> setting : settings.options().all(KafkaOptions.CONFIG)) {
            KafkaOptions.Config line = setting.value();
            if (line != null) {
                config(setting, line);
            }
        }
        for (Setting<Env> setting : settings.envSettings()) {
            Env env = setting.value();
            if (env != null) {
                variable(setting, env.name());
            }
        }
    }

    private void variable(Setting<Env> setting, String name) {
        if (name.startsWith(KafkaConfig.PREFIX) && isDynamicQuorum(KafkaConfig.key(name))) {
            dynamicQuorum(setting, name);
        } else if (image != null && image.contract().refused().contains(name)) {
            refused(setting, name);
        } else if (!name.equals(KafkaConfig.PERFORMANCE_OPTIONS)
                || image == null
                || image.contract().performanceOptions() != null) {
            computed(setting, name, KafkaConfig.insteadOfVariable(name));
            if (name.startsWith(KafkaConfig.PREFIX)) {
                ofListener(setting, KafkaConfig.key(name), name);
                unreadByListener(setting, KafkaConfig.key(name), name);
            }
        }
    }

    private void config(Setting<KafkaOptions.Config> setting, KafkaOptions.Config line) {
        if (isDynamicQuorum(line.key())) {
            dynamicQuorum(setting, line.key());
        } else if (!KafkaConfig.isExpressible(line.key())) {
            add(
                    CONFIG_KEY,
                    setting,
                    "'" + line.key() + "' is no key that a variable can carry",
                    "use lower-case letters, digits, dots, dashes and underscores, such as log.retention.hours");
        } else if (image != null && image.contract().refused().contains(KafkaConfig.variable(line.key()))) {
            refused(setting, line.key());
        } else {
            computed(setting, line.key(), KafkaConfig.insteadOf(line.key()));
            ofListener(setting, line.key(), line.key());
            unreadByListener(setting, line.key(), line.key());
            singleLetters(setting, line.key());
        }
        if (line.value().isBlank()
                || line.value().indexOf('\n') >= 0
                || line.value().indexOf('\r') >= 0) {
            add(
                    CONFIG_VALUE,
                    setting,
                    line.value().isBlank() ? "the value is empty" : "the value has more than one line",
                    line.value().isBlank() ? "leave the call out to keep Kafka's default" : "write it on one line");
        }
    }

    private void refused(Setting<?> setting, String name) {
        add(
                REFUSED,
                setting,
                name + " is no longer a setting",
                "remove the call; listeners are computed from .clientPort(n) and the names");
    }

    private void singleLetters(Setting<?> setting, String key) {
        Version kafka = image == null ? null : image.kafka();
        if (image != null && kafka != null && image.breaksSingleLetters(kafka) && KafkaConfig.hasSingleLetter(key)) {
            add(
                    CONFIG_KEY,
                    setting,
                    "'" + key + "' has a part of a single letter",
                    "name listeners and the like with two letters at least");
        }
    }

    /** What begins a quorum whose voters stand in the log, not in the settings. */
    private static boolean isDynamicQuorum(String key) {
        return key.equals("controller.quorum.bootstrap.servers") || key.equals("controller.quorum.auto.join.enable");
    }

    private void dynamicQuorum(Setting<?> setting, String name) {
        add(
                DYNAMIC_QUORUM,
                setting,
                name + " asks for a dynamic quorum",
                "leave it out: the voters are computed, and the quorum is static");
    }

    /** What listeners have in their files already. */
    private void ofListener(Setting<?> setting, String key, String name) {
        for (Listener listener : listeners) {
            if (listener.config().containsKey(key)) {
                computed(setting, name, "it follows from what was said of the listener " + listener.name());
                return;
            }
        }
    }

    /** What is said of a listener that is not there, or of protection that the listener does not have. */
    private void unreadByListener(Setting<?> setting, String key, String name) {
        if (!key.startsWith(Listener.CONFIG)) {
            return;
        }
        String rest = key.substring(Listener.CONFIG.length());
        StringJoiner names = new StringJoiner(", ");
        for (Listener listener : listeners) {
            String prefix = Listener.lowerCase(listener.name()) + ".";
            if (rest.startsWith(prefix)) {
                String part = rest.substring(prefix.length());
                if ((part.startsWith("ssl.") && !listener.isEncrypted())
                        || (part.contains("sasl.") && !listener.asksForUsers())) {
                    add(
                            LISTENER_CONFIG,
                            setting,
                            name + " has no effect: the listener " + listener.name() + " speaks " + listener.protocol(),
                            listener.protectedBy());
                }
                return;
            }
            names.add(listener.name());
        }
        add(
                LISTENER_CONFIG,
                setting,
                name + " has no effect: there is no such listener; there are " + names,
                "check the name");
    }

    private void computed(Setting<?> setting, String name, @Nullable String instead) {
        if (instead != null) {
            add(COMPUTED, setting, name + " is computed", instead);
        }
    }

    private void clusterId() {
        Setting<String> setting = settings.options().setting(KafkaOptions.CLUSTER_ID);
        String id = setting == null ? null : setting.value();
        if (id == null) {
            return;
        }
        if (!ClusterId.isLegal(id)) {
            add(
                    CLUSTER_ID,
                    setting,
                    "'" + id + "' is no cluster id",
                    "use what kafka-storage.sh random-uuid prints, or leave it out to derive it from namespace and name");
        } else if (id.equals(ClusterId.PUBLIC)) {
            add(
                    CLUSTER_ID_PUBLIC,
                    setting,
                    id + " is the image's constant",
                    "leave the call out, or use an id of its own");
        } else if (!ClusterId.isCanonical(id)) {
            add(CLUSTER_ID_CANONICAL, setting, id + " does not end in A, Q, g or w", "use what random-uuid prints");
        }
    }

    private void heap() {
        Setting<String> setting = settings.options().setting(KafkaOptions.HEAP);
        String text = setting == null ? null : setting.value();
        Setting<String> memorySetting = settings.memorySetting();
        String memoryText = memorySetting == null ? null : memorySetting.value();
        Long memory = memoryText == null ? null : Quantities.parseBytes(memoryText);
        if (text == null) {
            if (setting == null && memory != null && memory / 2 < LEAST_HEAP && !Quantities.lacksUnit(memory)) {
                add(
                        HEAP_SMALL,
                        memorySetting,
                        "the heap is half of the memory, " + memoryText,
                        "use .memory(\"512Mi\") or more");
            }
            return;
        }
        Long heap = Quantities.parseBytes(text);
        if (heap == null) {
            add(
                    AmountRules.ILLEGAL,
                    setting,
                    "'" + text + "' is no positive, whole number of bytes",
                    "write a size such as \"4Gi\"");
        } else if (heap < LEAST_HEAP) {
            add(
                    HEAP_SMALL,
                    setting,
                    "the heap is " + text + (Quantities.lacksUnit(heap) ? ", which is " + heap + " bytes" : ""),
                    "use .heap(\"256Mi\") or more, and 1Gi or more in production");
        } else if (memory != null && heap >= memory) {
            add(
                    HEAP_OVER_MEMORY,
                    setting,
                    "the heap is " + text + " and the memory " + memoryText,
                    "use a heap of about half of the memory, or more .memory(size)");
        } else if (memory != null && heap > memory / 4 * 3) {
            add(
                    HEAP_LARGE,
                    setting,
                    "the heap is " + text + " of " + memoryText,
                    "use a heap of about half of the memory, or more .memory(size)");
        }
    }

    private void ports() {
        Map<Integer, Setting<?>> seen = new HashMap<>();
        List<Option<Integer>> options = new ArrayList<>(
                List.of(KafkaOptions.CLIENT_PORT, KafkaOptions.INTERNAL_PORT, KafkaOptions.CONTROLLER_PORT));
        if (settings.options().setting(KafkaOptions.EXTERNAL) != null) {
            options.add(KafkaOptions.EXTERNAL_PORT);
        }
        for (Option<Integer> option : options) {
            Setting<Integer> setting = settings.options().setting(option);
            if (setting != null && setting.value() != null) {
                port(setting, setting.value(), seen);
            }
        }
        for (Setting<KafkaOptions.Extra> setting : settings.options().all(KafkaOptions.LISTENER)) {
            if (setting.value() != null) {
                port(setting, setting.value().port(), seen);
            }
        }
        Setting<KafkaMetrics> metrics = settings.options().setting(KafkaOptions.METRICS);
        if (metrics != null && metrics.value() != null) {
            port(metrics, metrics.value().port().number(), seen);
        }
    }

    private void port(Setting<?> setting, int port, Map<Integer, Setting<?>> seen) {
        Setting<?> other = seen.putIfAbsent(port, setting);
        if (!Port.isLegal(port)) {
            add(PortRules.RANGE, setting, "the port is " + port, "use a number from 1 to " + Port.HIGHEST);
        } else if (other != null) {
            add(PortRules.DUPLICATE, setting, other + " is the same port", "use a different port for each listener");
        }
    }

    private void listeners() {
        for (Setting<KafkaOptions.Extra> setting : settings.options().all(KafkaOptions.LISTENER)) {
            KafkaOptions.Extra extra = setting.value();
            if (extra != null) {
                listenerName(setting, extra.name());
                if (extra.secret() != null) {
                    secret(setting, extra.secret());
                }
            }
        }
        for (Option<String> option : List.of(KafkaOptions.CLIENT_TLS, KafkaOptions.INTERNAL_TLS)) {
            Setting<String> setting = settings.options().setting(option);
            if (setting != null && setting.value() != null) {
                secret(setting, setting.value());
            }
        }
        Setting<Boolean> certificates = settings.options().setting(KafkaOptions.CLIENT_CERTIFICATES);
        if (certificates != null && settings.options().setting(KafkaOptions.CLIENT_TLS) == null) {
            add(
                    CERTIFICATES_WITHOUT_TLS,
                    certificates,
                    "the listener CLIENT is plaintext",
                    "say .clientTls(\"" + settings.name() + "-tls\") with a Secret that holds tls.crt, tls.key and"
                            + " ca.crt");
        }
    }

    private void scram() {
        Setting<KafkaOptions.Scram> setting = settings.options().setting(KafkaOptions.SCRAM);
        KafkaOptions.Scram scram = setting == null ? null : setting.value();
        if (setting == null || scram == null) {
            return;
        }
        secret(setting, scram.secret());
        if (scram.users().isEmpty()) {
            add(SCRAM_USER, setting, "there is no user", "name one, such as \"alice\", after the Secret");
        }
        Set<String> seen = new HashSet<>();
        for (String user : scram.users()) {
            if (user.isEmpty() || !Names.isLabelValue(user)) {
                add(
                        SCRAM_USER,
                        setting,
                        "'" + user + "' is no name for a user",
                        "use up to 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit");
            } else if (!seen.add(user)) {
                add(SCRAM_USER, setting, "'" + user + "' is there twice", "name each user once");
            }
        }
        for (Setting<KafkaOptions.Extra> listener : settings.options().all(KafkaOptions.LISTENER)) {
            if (listener.value() != null) {
                add(
                        LISTENER_WITHOUT_USERS,
                        listener,
                        setting + " asks for users on CLIENT only",
                        "let these clients come through CLIENT, or .allow(\"kafka-listener-without-users\", reason)");
            }
        }
        String job = Task.name(settings.name(), ScramUsers.PURPOSE);
        if (job.length() > Names.LABEL) {
            add(
                    NameRules.ILLEGAL,
                    setting,
                    "the Job's name '" + job + "' has " + job.length() + " characters, and pods carry it as a label",
                    "shorten the stack's name to " + (Names.LABEL - ScramUsers.PURPOSE.length() - 1));
        }
        if (settings.options().setting(KafkaOptions.CLIENT_TLS) == null) {
            add(
                    SCRAM_WITHOUT_TLS,
                    setting,
                    "the listener CLIENT is not encrypted",
                    "say .clientTls(\"" + settings.name() + "-tls\") too");
        }
        add(
                SCRAM_JOB,
                setting,
                "the users are written by the Job " + job,
                "before changing users, passwords or the image: kubectl delete job " + job + "; then"
                        + " .allow(\"kafka-scram-job-immutable\", reason)");
    }

    private void listenerName(Setting<?> setting, String name) {
        String problem = null;
        if (!isListenerName(name)) {
            problem = "'" + name + "' is no name of a listener";
        } else if (Listener.RESERVED.contains(name)) {
            problem = "the name " + name + " is taken";
        } else if (name.endsWith("SSL")) {
            problem = "'" + name + "' ends in SSL";
        }
        if (problem != null) {
            add(
                    LISTENER_NAME,
                    setting,
                    problem,
                    "use 2 to " + Names.PORT + " capital letters that say who connects, such as ANALYTICS");
        }
    }

    /** Capital letters, at least two of them, and short enough for the name of a port. */
    private static boolean isListenerName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < 'A' || name.charAt(i) > 'Z') {
                return false;
            }
        }
        return name.length() >= 2 && name.length() <= Names.PORT;
    }

    private void secret(Setting<?> setting, String name) {
        if (!Names.isSubdomain(name)) {
            add(
                    NameRules.ILLEGAL,
                    setting,
                    "'" + name + "' is no name of an object",
                    "use lower-case letters, digits, dashes and dots, beginning and ending with a letter or digit");
        }
    }
}
