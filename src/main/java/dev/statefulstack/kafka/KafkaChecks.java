package dev.statefulstack.kafka;

import dev.statefulstack.check.AmountRules;
import dev.statefulstack.check.EnvRules;
import dev.statefulstack.check.NameRules;
import dev.statefulstack.check.PortRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.stack.ImageVersions;
import dev.statefulstack.stack.Option;
import dev.statefulstack.stack.OptionRules;
import dev.statefulstack.stack.Options;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Rule CLUSTER_ID = Rule.unusable(
            "kafka-cluster-id-illegal",
            "tools and later versions expect 16 bytes in URL-safe Base64",
            "org.apache.kafka.common.Uuid");
    /** For the finished manifests too. */
    static final Rule CLUSTER_ID_PUBLIC = Rule.error(
                    "kafka-cluster-id-public",
                    "the image gives this id to every cluster that has none, so it no longer keeps nodes out of a wrong cluster",
                    "apache/kafka docker/resources/common-scripts/configureDefaults")
            .ofStacks("leave the computed id, or say .clusterId(id)");

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
            CLUSTER_ID,
            CLUSTER_ID_PUBLIC,
            CLUSTER_ID_CANONICAL,
            AmountRules.ILLEGAL,
            HEAP_OVER_MEMORY,
            HEAP_LARGE,
            HEAP_SMALL,
            OptionRules.NO_EFFECT,
            AmountRules.UNIT,
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

    KafkaChecks(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        this.image = KafkaPlanner.image(settings);
    }

    void run() {
        image();
        voters();
        clusterId();
        heap();
        ports();
        racks();
        parts();
        unread();
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

    /** Looks at what only some clusters have; the others need not even load what looks. */
    private void parts() {
        Options options = settings.options();
        if (options.setting(KafkaOptions.EXTERNAL) != null) {
            ExternalChecks.check(settings, report);
        }
        Setting<KafkaMetrics> metrics = options.setting(KafkaOptions.METRICS);
        if (metrics != null && metrics.value() != null) {
            new MetricsChecks(settings, report, metrics).check(metrics.value());
        }
        if (isProtected(options)) {
            new ProtectionChecks(settings, report).run();
        }
        if (options.setting(KafkaOptions.CONFIG) != null
                || !settings.envSettings().isEmpty()) {
            new ConfigChecks(settings, report, image).run();
        }
    }

    private static boolean isProtected(Options options) {
        for (Option<?> option : List.of(
                KafkaOptions.LISTENER,
                KafkaOptions.CLIENT_TLS,
                KafkaOptions.INTERNAL_TLS,
                KafkaOptions.CLIENT_CERTIFICATES,
                KafkaOptions.SCRAM)) {
            if (options.setting(option) != null) {
                return true;
            }
        }
        return false;
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
                image == null && isBitnami()
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
}
