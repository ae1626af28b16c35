package dev.statefulstack.cassandra;

import dev.statefulstack.check.NameRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Names;
import dev.statefulstack.stack.OptionRules;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with data centres, racks, sizes and seeds. */
final class TopologyChecks {
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
            "k8ssandra/cass-operator pkg/reconciliation");
    private static final Rule UNEVEN = Rule.warning(
            "cassandra-racks-uneven",
            "each rack holds the same data, so its pods hold more where there are fewer",
            "k8ssandra/cass-operator pkg/reconciliation");
    private static final Rule ROLL_TOGETHER = Rule.info(
            "cassandra-racks-roll-together",
            "each rack is a StatefulSet, and they roll at the same time: nodes of two racks down at once leave no quorum of"
                    + " three replicas",
            "statefulstack");
    private static final Rule NEW_SEED = Rule.error(
            "cassandra-new-pod-is-seed",
            "growing again would put a new pod into the list of seeds, and a seed takes over no data when it joins:"
                    + " reads silently miss rows",
            "apache/cassandra service/StorageService.java; kubernetes/examples issue 175");
    private static final Rule FOUNDING = Rule.unusable(
            "cassandra-founding-replicas-out-of-range", "a cluster begins with at least one pod", "statefulstack");
    private static final Rule NO_SEED = Rule.unusable(
            "cassandra-seeds-missing",
            "without a seed every pod founds a cluster of its own",
            CassandraChecks.ENTRYPOINT);
    private static final Rule SINGLE =
            Rule.info("cassandra-single-node", "nothing is replicated and each restart is an outage", "statefulstack");
    private static final Rule TWO = Rule.warning(
            "cassandra-two-nodes",
            "a quorum of two replicas is both, so the restart of either stops reads and writes at QUORUM",
            "statefulstack");
    private static final Rule EXTERNAL_SEED = Rule.unusable(
            "cassandra-external-seed-illegal",
            "a seed's name must lead to the one address by which that node calls itself; a Service leads to others, and a"
                    + " bare host name only resolves on its own host",
            "apache/cassandra locator/SimpleSeedProvider.java");

    static final List<Rule> RULES = List.of(
            NameRules.ILLEGAL,
            NameRules.SET_TOO_LONG,
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
            EXTERNAL_SEED);

    private final Settings settings;
    private final Report report;

    TopologyChecks(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() {
        topology();
        externalSeeds();
    }

    private void add(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    private void topology() {
        boolean described =
                !settings.options().values(CassandraOptions.DATA_CENTERS).isEmpty();
        if (described) {
            mixed(settings.options().setting(CassandraOptions.DATA_CENTER_NAME));
            mixed(settings.options().setting(CassandraOptions.RACKS));
            mixed(settings.options().setting(CassandraOptions.LATER_RACKS));
            unread();
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

    /** Numbers that hold for data centres without one of their own, where there are none. */
    private void unread() {
        boolean replicas = true;
        boolean founding = true;
        for (DataCenter center : settings.options().values(CassandraOptions.DATA_CENTERS)) {
            replicas &= center.replicas() != null;
            founding &= center.foundingReplicas() != null;
        }
        String why = "each data centre says its own";
        if (replicas) {
            OptionRules.unread(settings, report, settings.saidReplicas(), why, "leave the call out");
        }
        if (founding) {
            OptionRules.unread(
                    settings,
                    report,
                    settings.options().said(CassandraOptions.FOUNDING_REPLICAS),
                    why,
                    "leave the call out");
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
                    CassandraChecks.UNSAFE,
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
                        NameRules.SET_TOO_LONG,
                        about,
                        "'" + set + "' has " + set.length() + " characters",
                        "use at most " + Names.STATEFUL_SET + " for name, data centre and rack together");
            }
        }
    }

    private void objectName(String what, String name, @Nullable Setting<?> about) {
        if (!Names.isLabel(name)) {
            add(
                    NameRules.ILLEGAL,
                    about,
                    "the " + what + " is '" + name + "'",
                    "use lower-case letters, digits and dashes, beginning and ending with a letter or digit");
        }
    }

    /** Whether each rack has a pod. */
    private boolean pods(Layout.Center center, @Nullable Setting<?> about) {
        int pods = center.pods();
        if (pods < 1 || pods > Identity.MOST_REPLICAS) {
            // The stack's own number is checked for every system.
            if (pods != settings.replicas()) {
                add(
                        REPLICAS,
                        about,
                        center.name() + " has " + pods + " pods",
                        "use a number from 1 to " + Identity.MOST_REPLICAS);
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
        if (center.founders() < 1 || center.founders() > Identity.MOST_REPLICAS) {
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
}
