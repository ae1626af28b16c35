package dev.statefulstack.cassandra;

import dev.statefulstack.check.AmountRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.stack.ImageVersions;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with image, settings and memory. */
final class CassandraChecks {
    static final String ENTRYPOINT = "docker-library/cassandra docker-entrypoint.sh";
    static final String START_SCRIPT = "apache/cassandra conf/cassandra-env.sh";

    private static final Rule IMAGE_UNKNOWN = Rule.unusable(
            "cassandra-image-unknown",
            "variables, directories and user depend on the image",
            ENTRYPOINT + "; bitnami/charts bitnami/cassandra/values.yaml");
    private static final Rule VERSION_OLD = Rule.unusable(
            "cassandra-version-too-old",
            "settings reach the server through system properties, which older versions don't read",
            "tried with 5.0.6");
    private static final Rule VERSION_UNTESTED = Rule.warning(
            "cassandra-version-untested",
            "versions after 5.0 replace the snitch by other settings, for which the image has no variables yet",
            "apache/cassandra trunk; " + ENTRYPOINT);
    /** For names of data centres too. */
    static final Rule UNSAFE = Rule.unusable(
            "cassandra-sed-unsafe-value",
            "the image puts the value into its configuration through sed, unescaped: it is cut off, or the container exits",
            ENTRYPOINT);

    private static final Rule COMPUTED = Rule.unusable(
            "cassandra-config-computed",
            "the value has to agree with names, addresses and sizes elsewhere in the manifests",
            ENTRYPOINT + "; " + START_SCRIPT + "; apache/cassandra conf/cassandra.yaml");
    private static final Rule CONFIG_KEY = Rule.unusable(
            "cassandra-config-key-illegal",
            "settings reach the server in the names of system properties",
            "tried with 5.0.6");
    private static final Rule ONE_WORD = Rule.unusable(
            "cassandra-config-value-illegal",
            "the image's start script splits its options at blanks and passes quotes on",
            START_SCRIPT + ", JVM_EXTRA_OPTS");
    private static final Rule NO_BOOTSTRAP = Rule.warning(
            "cassandra-auto-bootstrap-off",
            "new and replaced pods come up empty until they are rebuilt; only the first rollout of a further data centre"
                    + " wants that",
            "jetstack/navigator issue 224");
    private static final Rule TOKENS = Rule.unusable(
            "cassandra-num-tokens-illegal", "the server refuses it", "apache/cassandra config/DatabaseDescriptor.java");
    private static final Rule HEAP_LARGE = Rule.warning(
            "cassandra-heap-above-31744",
            "pointers need twice the room from there on, so the heap holds less",
            START_SCRIPT);
    private static final Rule MEMORY_SMALL = Rule.warning(
            "cassandra-memory-small", "compactions and repairs run out of memory below 2Gi", "statefulstack");
    private static final Rule MEMORY_TOO_SMALL = Rule.unusable(
            "cassandra-memory-too-small",
            "the server does not start",
            "statefulstack; kubernetes/examples cassandra/cassandra-statefulset.yaml has 1Gi");
    private static final Rule ENV_UNKNOWN = Rule.warning(
            "cassandra-env-unknown",
            "the official image ignores it in silence",
            ENTRYPOINT + "; docker-library/cassandra issue 289");

    private static final ImageVersions VERSIONS = new ImageVersions(
            "Cassandra",
            new ImageVersions.Rules(IMAGE_UNKNOWN, VERSION_OLD, VERSION_UNTESTED),
            CassandraImage.NEWEST_TESTED,
            CassandraStack.DEFAULT_IMAGE);

    static final List<Rule> RULES = List.of(
            IMAGE_UNKNOWN,
            VERSION_OLD,
            VERSION_UNTESTED,
            UNSAFE,
            COMPUTED,
            CONFIG_KEY,
            ONE_WORD,
            NO_BOOTSTRAP,
            TOKENS,
            AmountRules.ILLEGAL,
            NodeRules.HEAP_OVER_LIMIT,
            HEAP_LARGE,
            MEMORY_SMALL,
            MEMORY_TOO_SMALL,
            ENV_UNKNOWN);

    private static final int MOST_TOKENS = 1536;

    /** What the smallest published manifest gives a pod; it is for trying things out. */
    private static final long LEAST_MEMORY = 1024 * Memory.MIB;

    private static final long SENSIBLE_MEMORY = 2048 * Memory.MIB;

    private final Settings settings;
    private final Report report;

    CassandraChecks(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() {
        image();
        clusterName();
        tokens();
        config();
        env();
        memory();
    }

    private void add(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    // ---- image

    private void image() {
        CassandraImage image = CassandraPlanner.image(settings);
        ImageReference reference = settings.imageReference();
        String text = settings.imageText();
        boolean bitnami = reference != null && reference.isBitnami();
        String what = image == null
                ? "'" + text + "' is not recognised: its path does not end in /cassandra, or it has no tag"
                : "no version of Cassandra can be read from " + image;
        VERSIONS.check(
                settings,
                report,
                image == null ? null : image.version(),
                CassandraImage.FIRST_WITH_SETTINGS,
                bitnami
                        ? "'" + text + "' is Bitnami's: another user, other directories and variables of its own"
                        : what,
                bitnami
                        ? "use " + CassandraStack.DEFAULT_IMAGE
                        : "say .image(\"" + text + "\", CassandraImage.official(\"5.0.8\")) with the version that it"
                                + " holds, if it behaves like Docker's official image");
    }

    // ---- name

    private void clusterName() {
        Setting<String> setting = settings.options().setting(CassandraOptions.CLUSTER_NAME);
        if (setting != null && setting.value() != null && !Safe.isText(setting.value())) {
            add(UNSAFE, setting, "the cluster name is '" + setting.value() + "'", Safe.GRAMMAR);
        }
    }

    // ---- settings

    private void tokens() {
        Setting<Integer> setting = settings.options().setting(CassandraOptions.NUM_TOKENS);
        Integer tokens = setting == null ? null : setting.value();
        if (tokens != null && (tokens < 1 || tokens > MOST_TOKENS)) {
            add(
                    TOKENS,
                    setting,
                    tokens + " tokens",
                    "use a number from 1 to " + MOST_TOKENS + "; 16 fits most clusters");
        }
    }

    private void config() {
        for (Setting<CassandraOptions.Line> setting : settings.options().all(CassandraOptions.CONFIG)) {
            CassandraOptions.Line line = setting.value();
            if (line != null) {
                config(setting, line);
            }
        }
        for (Setting<String> setting : settings.options().all(CassandraOptions.JVM_OPTION)) {
            String option = setting.value();
            if (option != null) {
                jvmOption(setting, option);
            }
        }
    }

    private void config(Setting<CassandraOptions.Line> setting, CassandraOptions.Line line) {
        String instead = CassandraConfig.insteadOf(line.key());
        if (!CassandraConfig.isKey(line.key())) {
            add(
                    CONFIG_KEY,
                    setting,
                    "'" + line.key() + "' is no key",
                    "use a key of cassandra.yaml, with dots for nested ones, such as client_encryption_options.enabled");
        } else if (instead != null) {
            add(COMPUTED, setting, line.key() + " is computed", instead);
        } else if (line.key().equals("auto_bootstrap") && line.value().equals("false")) {
            add(
                    NO_BOOTSTRAP,
                    setting,
                    "auto_bootstrap is false",
                    "remove the line once nodetool rebuild has run on every pod of the new data centre");
        }
        if (!CassandraConfig.isOneWord(line.value())) {
            add(
                    ONE_WORD,
                    setting,
                    line.value().isEmpty() ? "the value is empty" : "the value holds blanks, quotes or backslashes",
                    line.value().isEmpty()
                            ? "leave the call out to keep Cassandra's default"
                            : "set keys inside of it one by one, with dots");
        }
    }

    private void jvmOption(Setting<String> setting, String option) {
        String instead = null;
        if (option.startsWith("-Xmx") || option.startsWith("-Xms")) {
            instead = "say .heap(size)";
        } else if (option.startsWith(CassandraConfig.SETTING)) {
            instead = "say .config(key, value)";
        } else if (option.startsWith("-Dcassandra.config=")) {
            instead = "another file would have none of the seeds and names; say .config(key, value)";
        }
        if (instead != null) {
            add(COMPUTED, setting, option + " is computed", instead);
        } else if (!CassandraConfig.isOneWord(option) || !option.startsWith("-")) {
            add(
                    ONE_WORD,
                    setting,
                    "'" + option + "' is no single option",
                    "write one that begins with a dash, without blanks or quotes, and call it once for each");
        }
    }

    private void env() {
        for (Setting<Env> setting : settings.envSettings()) {
            Env env = setting.value();
            if (env != null) {
                String instead = CassandraConfig.insteadOfVariable(env.name());
                String unknown = CassandraConfig.insteadOfUnknown(env.name());
                if (instead != null) {
                    add(COMPUTED, setting, env.name() + " is computed", instead);
                } else if (unknown != null) {
                    add(ENV_UNKNOWN, setting, "the image has no variable " + env.name(), unknown);
                }
            }
        }
    }

    // ---- memory

    private void memory() {
        Setting<String> memorySetting = settings.memorySetting();
        String memoryText = memorySetting == null ? null : memorySetting.value();
        Long memory = memoryText == null ? null : Quantities.parseBytes(memoryText);
        if (memory != null && memory < LEAST_MEMORY) {
            add(MEMORY_TOO_SMALL, memorySetting, "the memory is " + memoryText, "use .memory(\"2Gi\") or more");
        } else if (memory != null && memory < SENSIBLE_MEMORY) {
            add(
                    MEMORY_SMALL,
                    memorySetting,
                    "the memory is " + memoryText,
                    "use .memory(\"2Gi\") or more, and 8Gi in production");
        }
        Setting<String> setting = settings.options().setting(CassandraOptions.HEAP);
        String text = setting == null ? null : setting.value();
        if (text != null) {
            heap(setting, text, memoryText, memory);
        }
    }

    private void heap(@Nullable Setting<?> setting, String text, @Nullable String memoryText, @Nullable Long memory) {
        Long bytes = Quantities.parseBytes(text);
        if (bytes == null || bytes < Memory.MIB) {
            add(
                    AmountRules.ILLEGAL,
                    setting,
                    "'" + text + "' is no size of at least 1Mi",
                    "write a size such as \"4Gi\"");
            return;
        }
        if (memory != null) {
            Memory shares = Memory.of(memory, bytes);
            if (Memory.isTooMuch((shares.heap() + shares.direct()) * Memory.MIB, memory)) {
                add(
                        NodeRules.HEAP_OVER_LIMIT,
                        setting,
                        "a heap of " + text + " and " + shares.direct()
                                + "Mi of direct memory are more than four fifths of " + memoryText,
                        "use .heap(\"" + Memory.mostHeap(memory) + "Mi\") or less, or more .memory(size)");
                return;
            }
        }
        if (bytes / Memory.MIB > Memory.LARGEST_HEAP) {
            add(
                    HEAP_LARGE,
                    setting,
                    "the heap is " + text,
                    "use .heap(\"" + Memory.LARGEST_HEAP + "Mi\") and leave the rest to the page cache");
        }
    }
}
