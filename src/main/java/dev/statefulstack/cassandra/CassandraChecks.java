package dev.statefulstack.cassandra;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with a cluster's options. Sources are sections of the sheet "Apache Cassandra". */
final class CassandraChecks {
    private static final String SHEET = "sheet Apache Cassandra, ";

    private static final Rule IMAGE_UNKNOWN = Rule.unusable(
            "cassandra-image-unknown", "variables, directories and user depend on the image", SHEET + "1 and 9");
    private static final Rule VERSION_OLD = Rule.unusable(
            "cassandra-version-too-old",
            "settings reach the server through system properties, which older versions don't read",
            SHEET + "1.4");
    private static final Rule VERSION_UNTESTED = Rule.warning(
            "cassandra-version-untested",
            "versions after 5.0 replace the snitch by other settings, for which the image has no variables yet",
            SHEET + "13");
    private static final Rule UNSAFE = Rule.unusable(
            "cassandra-sed-unsafe-value",
            "the image puts the value into its configuration through sed, unescaped: it is cut off, or the container exits",
            SHEET + "1.2");
    private static final Rule NAME = Rule.unusable(
            "name-illegal",
            "the name is part of the names of objects, which the API server refuses",
            "apimachinery pkg/util/validation/validation.go");
    private static final Rule NAME_TOO_LONG = Rule.unusable(
            "sts-name-too-long",
            "the label controller-revision-hash holds the name and eleven more characters, and a label ends at 63",
            "pkg/controller/history/controller_history.go; kubernetes issue 64023");
    private static final Rule ZONE = Rule.unusable(
            "label-illegal",
            "no node can have it as a label, so no pod would run",
            "apimachinery pkg/util/validation/validation.go");
    private static final Rule MIXED = Rule.unusable(
            "cassandra-topology-mixed",
            "racks and names of the stack itself describe its only data centre",
            "statefulstack");
    private static final Rule RACK_DUPLICATE =
            Rule.unusable("cassandra-rack-duplicate", "two StatefulSets cannot have one name", "statefulstack");
    private static final Rule REPLICAS = Rule.unusable(
            "replicas-out-of-range",
            "a data centre has at least one pod, and thousands are a typing error",
            "statefulstack");
    private static final Rule EMPTY_RACK = Rule.unusable(
            "cassandra-fewer-pods-than-racks",
            "a rack without pods leaves its share of the data to the others",
            SHEET + "7.1");
    private static final Rule UNEVEN = Rule.warning(
            "cassandra-racks-uneven",
            "each rack holds the same data, so its pods hold more where there are fewer",
            SHEET + "7.1");
    private static final Rule ROLL_TOGETHER = Rule.info(
            "cassandra-racks-roll-together",
            "each rack is a StatefulSet, and they roll at the same time: nodes of two racks down at once leave no quorum of"
                    + " three replicas",
            SHEET + "4");
    private static final Rule NEW_SEED = Rule.error(
            "cassandra-new-pod-is-seed",
            "growing again would put a new pod into the list of seeds, and a seed takes over no data when it joins:"
                    + " reads silently miss rows",
            SHEET + "2.2 and 3");
    private static final Rule FOUNDING = Rule.unusable(
            "cassandra-founding-replicas-out-of-range", "a cluster begins with at least one pod", SHEET + "3");
    private static final Rule NO_SEED = Rule.unusable(
            "cassandra-seeds-missing", "without a seed every pod founds a cluster of its own", SHEET + "1.2 and 3");
    private static final Rule SINGLE =
            Rule.info("cassandra-single-node", "nothing is replicated and each restart is an outage", SHEET + "7.3");
    private static final Rule TWO = Rule.warning(
            "cassandra-two-nodes",
            "a quorum of two replicas is both, so the restart of either stops reads and writes at QUORUM",
            SHEET + "7.3");
    private static final Rule EXTERNAL_SEED = Rule.unusable(
            "cassandra-external-seed-illegal",
            "a seed's name must lead to the one address by which that node calls itself; a Service leads to others, and a"
                    + " bare host name only resolves on its own host",
            SHEET + "3");
    private static final Rule COMPUTED = Rule.unusable(
            "cassandra-config-computed",
            "the value has to agree with names, addresses and sizes elsewhere in the manifests",
            SHEET + "1.2 to 1.4");
    private static final Rule CONFIG_KEY = Rule.unusable(
            "cassandra-config-key-illegal",
            "settings reach the server in the names of system properties",
            SHEET + "1.4");
    private static final Rule ONE_WORD = Rule.unusable(
            "cassandra-config-value-illegal",
            "the image's start script splits its options at blanks and passes quotes on",
            "apache/cassandra conf/cassandra-env.sh, JVM_EXTRA_OPTS");
    private static final Rule NO_BOOTSTRAP = Rule.warning(
            "cassandra-auto-bootstrap-off",
            "new and replaced pods come up empty until they are rebuilt; only the first rollout of a further data centre"
                    + " wants that",
            SHEET + "7.2");
    private static final Rule TOKENS = Rule.unusable(
            "cassandra-num-tokens-illegal", "the server refuses it", "apache/cassandra config/DatabaseDescriptor.java");
    private static final Rule HEAP = Rule.unusable("quantity-illegal", "the JVM refuses it", SHEET + "1.3");
    private static final Rule HEAP_LARGE = Rule.warning(
            "cassandra-heap-above-31744",
            "pointers need twice the room from there on, so the heap holds less",
            SHEET + "1.3");
    private static final Rule MEMORY_SMALL = Rule.warning(
            "cassandra-memory-small", "compactions and repairs run out of memory below 2Gi", SHEET + "1.3");
    private static final Rule MEMORY_TOO_SMALL =
            Rule.unusable("cassandra-memory-too-small", "the server does not start", SHEET + "1.3");
    private static final Rule ENV_UNKNOWN =
            Rule.warning("cassandra-env-unknown", "the official image ignores it in silence", SHEET + "1.2");

    static final List<Rule> RULES = List.of(
            IMAGE_UNKNOWN,
            VERSION_OLD,
            VERSION_UNTESTED,
            UNSAFE,
            NAME,
            NAME_TOO_LONG,
            ZONE,
            MIXED,
            RACK_DUPLICATE,
            REPLICAS,
            EMPTY_RACK,
            UNEVEN,
            ROLL_TOGETHER,
            NEW_SEED,
            FOUNDING,
            NO_SEED,
            SINGLE,
            TWO,
            EXTERNAL_SEED,
            COMPUTED,
            CONFIG_KEY,
            ONE_WORD,
            NO_BOOTSTRAP,
            TOKENS,
            HEAP,
            NodeRules.HEAP_OVER_LIMIT,
            HEAP_LARGE,
            MEMORY_SMALL,
            MEMORY_TOO_SMALL,
            ENV_UNKNOWN);

    /** As for stacks of all systems. */
    private static final int MOST_REPLICAS = 1000;

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
        topology();
        externalSeeds();
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
        Setting<String> setting = settings.imageSetting();
        String text = setting == null ? null : setting.value();
        if (text == null) {
            return;
        }
        CassandraImage image = CassandraPlanner.image(settings);
        CassandraVersion version = image == null ? null : image.version();
        if (version == null) {
            ImageReference reference = ImageReference.parse(text);
            boolean bitnami = reference != null && CassandraImage.isBitnami(reference);
            String what = image == null
                    ? "'" + text + "' is not recognised: its path does not end in /cassandra, or it has no tag"
                    : "no version of Cassandra can be read from " + image;
            add(
                    IMAGE_UNKNOWN,
                    setting,
                    bitnami
                            ? "'" + text + "' is Bitnami's: another user, other directories and variables of its own"
                            : what,
                    bitnami
                            ? "use " + CassandraStack.DEFAULT_IMAGE
                            : "say .image(\"" + text
                                    + "\", CassandraImage.official(\"5.0.8\")) with the version that it"
                                    + " holds, if it behaves like Docker's official image");
        } else if (!version.isAtLeast(CassandraVersion.FIRST_WITH_SETTINGS)) {
            add(
                    VERSION_OLD,
                    setting,
                    "Cassandra " + version + " is older than " + CassandraVersion.FIRST_WITH_SETTINGS,
                    "use " + CassandraStack.DEFAULT_IMAGE);
        } else if (!CassandraVersion.NEWEST_TESTED.isAtLeast(version)) {
            add(
                    VERSION_UNTESTED,
                    setting,
                    "Cassandra " + version + " is newer than what this version of statefulstack was made for",
                    "use a newer statefulstack, or .allow(\"cassandra-version-untested\", reason)");
        }
    }

    // ---- names and topology

    private void clusterName() {
        Setting<String> setting = settings.options().setting(CassandraOptions.CLUSTER_NAME);
        if (setting != null && setting.value() != null && !Safe.isText(setting.value())) {
            add(UNSAFE, setting, "the cluster name is '" + setting.value() + "'", Safe.GRAMMAR);
        }
    }

    private void topology() {
        boolean described =
                !settings.options().values(CassandraOptions.DATA_CENTERS).isEmpty();
        if (described) {
            mixed(settings.options().setting(CassandraOptions.DATA_CENTER_NAME));
            mixed(settings.options().setting(CassandraOptions.RACKS));
        }
        for (Layout.Center center : Layout.of(settings).centers()) {
            Setting<?> about = center.about() == null ? settings.replicasSetting() : center.about();
            names(center, about);
            if (pods(center, about)) {
                racks(center, about);
                founders(center);
            }
        }
    }

    private void mixed(@Nullable Setting<?> setting) {
        if (setting != null) {
            add(
                    MIXED,
                    setting,
                    "there are data centres of their own besides",
                    "describe it as one of them: .dataCenter(\"dc1\", dc -> dc.racks(\"r1\", \"r2\", \"r3\"))");
        }
    }

    private void names(Layout.Center center, @Nullable Setting<?> about) {
        if (center.declared()) {
            objectName("data centre", center.name(), about);
        } else if (!Safe.isWord(center.name())) {
            add(
                    UNSAFE,
                    about,
                    "the data centre is '" + center.name() + "'",
                    "use letters, digits and any of _ . - , beginning with a letter or digit");
        }
        Set<String> seen = new HashSet<>();
        for (Layout.Part part : center.parts()) {
            String rack = part.rack().name();
            String zone = part.rack().zone();
            String set = part.identity().group();
            objectName("rack", rack, about);
            if (!seen.add(rack)) {
                add(
                        RACK_DUPLICATE,
                        about,
                        center.name() + " has the rack '" + rack + "' twice",
                        "rename one of them, or leave it out");
            }
            if (zone != null && (zone.isEmpty() || !Names.isLabelValue(zone))) {
                add(
                        ZONE,
                        about,
                        "'" + zone + "' is no zone",
                        "use what your nodes have in the label topology.kubernetes.io/zone");
            }
            if (center.declared() && set.length() > Names.STATEFUL_SET) {
                add(
                        NAME_TOO_LONG,
                        about,
                        "'" + set + "' has " + set.length() + " characters",
                        "use at most " + Names.STATEFUL_SET + " for name, data centre and rack together");
            }
        }
    }

    private void objectName(String what, String name, @Nullable Setting<?> about) {
        if (!Names.isLabel(name)) {
            add(
                    NAME,
                    about,
                    "the " + what + " is '" + name + "'",
                    "use lower-case letters, digits and dashes, beginning and ending with a letter or digit");
        }
    }

    /** Whether each rack has a pod. */
    private boolean pods(Layout.Center center, @Nullable Setting<?> about) {
        int pods = center.pods();
        if (pods < 1 || pods > MOST_REPLICAS) {
            // The stack's own number is checked for every system.
            if (pods != settings.replicas()) {
                add(
                        REPLICAS,
                        about,
                        center.name() + " has " + pods + " pods",
                        "use a number from 1 to " + MOST_REPLICAS);
            }
            return false;
        }
        if (pods < center.parts().size()) {
            add(
                    EMPTY_RACK,
                    about,
                    center.name() + " has " + pods + " pods for "
                            + center.parts().size() + " racks",
                    "use .replicas(" + center.parts().size() + ") or a multiple of it, or fewer racks");
            return false;
        }
        if (pods == 1) {
            add(
                    SINGLE,
                    about,
                    "one node in " + center.name(),
                    "use .replicas(3) for anything but development; scaling up later, say .foundingReplicas(1) too");
        } else if (pods == 2) {
            add(
                    TWO,
                    about,
                    "two nodes in " + center.name(),
                    "use .replicas(3); when this cluster runs already, with .foundingReplicas(2)");
        }
        return true;
    }

    private void racks(Layout.Center center, @Nullable Setting<?> about) {
        int racks = center.parts().size();
        int pods = center.pods();
        if (pods % racks != 0) {
            StringJoiner each = new StringJoiner(", ");
            for (Layout.Part part : center.parts()) {
                each.add(part.rack().name() + " " + part.identity().replicas());
            }
            add(
                    UNEVEN,
                    about,
                    center.name() + " shares " + pods + " pods out over " + racks + " racks: " + each,
                    "use .replicas(" + (pods - pods % racks) + ") or .replicas(" + (pods - pods % racks + racks)
                            + "); on the way from one to the other, .allow(\"cassandra-racks-uneven\", \"growing\")");
        }
        if (racks > 1) {
            add(
                    ROLL_TOGETHER,
                    about,
                    center.name() + " has " + racks + " StatefulSets",
                    "apply a change of pods rack by rack: manifests().files() has a file for each set");
        }
    }

    private void founders(Layout.Center center) {
        Setting<?> about = settings.options().setting(CassandraOptions.FOUNDING_REPLICAS);
        if (about == null) {
            about = center.about();
        }
        boolean founded = false;
        for (Layout.Part part : center.parts()) {
            founded |= part.rack().founding();
        }
        if (!founded) {
            add(
                    NO_SEED,
                    about,
                    "every rack of " + center.name() + " is a later one, so it has no seed",
                    "declare the racks that were there first with .rack(name)");
            return;
        }
        if (center.founders() < 1 || center.founders() > MOST_REPLICAS) {
            add(
                    FOUNDING,
                    about,
                    center.name() + " was founded with " + center.founders() + " pods",
                    "use the number of pods that it was first applied with");
            return;
        }
        for (Layout.Part part : center.parts()) {
            if (part.founders() > part.identity().replicas()) {
                add(
                        NEW_SEED,
                        about,
                        part.identity().group() + " was founded with " + part.founders() + " pods and has "
                                + part.identity().replicas(),
                        "when the pods that leave are decommissioned, say .foundingReplicas(" + stillThere(center)
                                + "), which leaves the list of seeds as it is now");
                return;
            }
        }
    }

    /** The largest number of founders of which all are still there. */
    private static int stillThere(Layout.Center center) {
        int racks = 0;
        int least = Integer.MAX_VALUE;
        for (Layout.Part part : center.parts()) {
            if (part.rack().founding()) {
                racks++;
                least = Math.min(least, part.identity().replicas());
            }
        }
        return racks * least;
    }

    private void externalSeeds() {
        Setting<List<String>> setting = settings.options().setting(CassandraOptions.EXTERNAL_SEEDS);
        List<String> seeds = setting == null ? null : setting.value();
        if (seeds == null) {
            return;
        }
        for (String seed : seeds) {
            Seed parsed = Seed.parse(seed);
            if (!parsed.isHost()) {
                add(
                        EXTERNAL_SEED,
                        setting,
                        "'" + seed + "' is neither a full host name nor an address",
                        "write a node's full name, such as cassandra-0.cassandra-headless.production.svc.cluster.local");
            } else if (parsed.isService()) {
                add(
                        EXTERNAL_SEED,
                        setting,
                        "'" + seed + "' is the name of a Service",
                        "name pods: <pod>.<headless Service>.<namespace>.svc.<domain>");
            }
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
            add(HEAP, setting, "'" + text + "' is no size of at least 1Mi", "write a size such as \"4Gi\"");
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
