package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.stack.Option;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with the numbers and roles of members. */
final class MemberChecks {
    private static final Rule MASTERS = Rule.unusable(
            "es-masters-out-of-range",
            "a cluster has at least one master, and thousands are a typing error",
            "statefulstack");
    private static final Rule SINGLE_NODE = Rule.info(
            "es-single-node",
            "nothing is replicated, each restart is an outage, and discovery.type=single-node keeps others from joining",
            "statefulstack");
    private static final Rule SINGLE_MASTER = Rule.warning(
            "es-single-master",
            "while it restarts there is no master, and nothing can be created or moved",
            "elastic/elasticsearch cluster/coordination/Reconfigurator.java");
    private static final Rule TWO_MASTERS = Rule.warning(
            "es-two-masters",
            "only one of two votes, so the loss of that one stops the cluster",
            "elastic/elasticsearch cluster/coordination/Reconfigurator.java; bitnami/charts pull request 6587");
    private static final Rule EVEN_MASTERS = Rule.warning(
            "es-even-masters",
            "an odd number votes, so one master more than that is of no use",
            "elastic/elasticsearch cluster/coordination/Reconfigurator.java");
    private static final Rule MANY_MASTERS = Rule.warning(
            "es-many-masters",
            "every change of the cluster's state waits for a majority of all voters",
            "statefulstack");
    private static final Rule FEW_DATA = Rule.warning(
            "es-one-data-node",
            "a copy of a shard never stands beside its original, so nothing is replicated",
            "statefulstack");
    private static final Rule SINGLE_FOUNDER = Rule.warning(
            "es-single-initial-master",
            "if it ever starts with an empty volume while the list is there, it founds a second, empty cluster alone",
            "elastic/elasticsearch cluster/coordination/ClusterBootstrapService.java");
    private static final Rule SCALE_DOWN = Rule.error(
            "es-masters-scale-down",
            "half or more of the voters would be gone at once, and the rest could elect nobody",
            "elastic/elasticsearch cluster/coordination/Reconfigurator.java; elastic/cloud-on-k8s issues 3399,"
                    + " 4630, 1986");
    private static final Rule ROLES = Rule.unusable(
            "es-roles-illegal",
            "the server refuses roles that it does not know, and a cluster needs members that hold data",
            "elastic/elasticsearch cluster/node/DiscoveryNodeRole.java; statefulstack");
    private static final Rule WITHOUT_MASTERS = Rule.warning(
            "es-option-without-masters", "the option is about members that are not there", "statefulstack");

    static final List<Rule> RULES = List.of(
            MASTERS,
            SINGLE_NODE,
            SINGLE_MASTER,
            TWO_MASTERS,
            EVEN_MASTERS,
            MANY_MASTERS,
            FEW_DATA,
            SINGLE_FOUNDER,
            SCALE_DOWN,
            ROLES,
            WITHOUT_MASTERS);

    /** Beyond, votes cost more than they secure. */
    private static final int MOST_MASTERS = 7;

    /** What members beside dedicated masters can be. Source: elastic/elasticsearch DiscoveryNodeRole.java. */
    private static final List<String> KNOWN_ROLES = List.of(
            "data",
            "data_content",
            "data_hot",
            "data_warm",
            "data_cold",
            "data_frozen",
            "ingest",
            "ml",
            "remote_cluster_client",
            "transform");

    private final Settings settings;
    private final Report report;

    MemberChecks(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() {
        masters();
        founding();
        dataRoles();
    }

    private void add(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    private void masters() {
        Setting<Integer> replicas = settings.replicasSetting();
        Setting<Integer> dedicated = settings.options().setting(ElasticsearchOptions.MASTERS);
        Setting<Integer> setting = dedicated == null ? replicas : dedicated;
        Integer masters = setting == null ? null : setting.value();
        if (masters == null) {
            return;
        }
        if (dedicated != null && (masters < 1 || masters > Identity.MOST_REPLICAS)) {
            add(MASTERS, dedicated, masters + " masters", "use .dedicatedMasters(3)");
        } else if (masters == 1 && dedicated != null) {
            add(SINGLE_MASTER, setting, "one master", "use .dedicatedMasters(3)");
        } else if (masters == 1) {
            add(
                    SINGLE_NODE,
                    setting,
                    "one member",
                    "use .replicas(3) for anything but development; if this one is to get others later, say"
                            + " .foundingReplicas(1) now, and .replicas(3).founded() then");
        } else if (masters == 2) {
            add(
                    TWO_MASTERS,
                    setting,
                    "two masters",
                    dedicated == null ? "use .replicas(3)" : "use .dedicatedMasters(3)");
        } else if (masters > MOST_MASTERS) {
            add(
                    MANY_MASTERS,
                    setting,
                    masters + " masters",
                    dedicated == null
                            ? "say .dedicatedMasters(3), which leaves these members the data"
                            : "use .dedicatedMasters(3) or .dedicatedMasters(5)");
        } else if (masters % 2 == 0) {
            add(
                    EVEN_MASTERS,
                    setting,
                    masters + " masters, of which " + (masters - 1) + " vote",
                    dedicated == null
                            ? "use an odd number, or .dedicatedMasters(3)"
                            : "use .dedicatedMasters(" + (masters - 1) + ")");
        }
        if (dedicated != null && replicas != null && Integer.valueOf(1).equals(replicas.value())) {
            add(FEW_DATA, replicas, "one member holds data", "use .replicas(2) or more");
        }
    }

    private void founding() {
        Setting<Integer> setting = settings.options().setting(ElasticsearchOptions.FOUNDING_REPLICAS);
        boolean founded = Boolean.TRUE.equals(settings.options().find(ElasticsearchOptions.FOUNDED));
        Integer founders = setting == null ? null : setting.value();
        Integer dedicated = settings.options().find(ElasticsearchOptions.MASTERS);
        Setting<Integer> replicas = settings.replicasSetting();
        Integer masters = dedicated != null || replicas == null ? dedicated : replicas.value();
        if (masters == null) {
            return;
        }
        if (founders != null && founders < 1) {
            add(
                    ElasticsearchRules.INITIAL_UNKNOWN,
                    setting,
                    founders + " masters cannot found a cluster",
                    "use a number from 1 to " + masters);
        } else if (founders != null && founders > masters && !founded) {
            add(
                    ElasticsearchRules.INITIAL_UNKNOWN,
                    setting,
                    "there are " + masters + " masters, and the list would name " + founders,
                    "use a number from 1 to " + masters + ", or say .founded() if the cluster stands");
        } else if (founders != null && founded && (founders - masters) * 2 >= founders) {
            add(
                    SCALE_DOWN,
                    setting,
                    "founded by " + founders + " masters, of which " + masters + " are left",
                    "take one master away at a time, and let the cluster become green in between; where fewer than"
                            + " half stay, POST /_cluster/voting_config_exclusions?node_names=... first");
        } else if (!founded && (founders == null ? dedicated != null && masters == 1 : founders == 1)) {
            add(
                    SINGLE_FOUNDER,
                    setting,
                    "one master founds the cluster alone",
                    "say .founded() as soon as the cluster stands, and delete the ConfigMap " + settings.name()
                            + "-bootstrap");
        }
    }

    private void dataRoles() {
        Setting<List<String>> setting = settings.options().setting(ElasticsearchOptions.DATA_ROLES);
        List<String> roles = setting == null ? null : setting.value();
        if (roles != null) {
            List<String> unknown = new ArrayList<>(roles);
            unknown.removeAll(KNOWN_ROLES);
            if (!unknown.isEmpty()) {
                add(
                        ROLES,
                        setting,
                        unknown + " cannot be roles of these members",
                        unknown.contains("master")
                                ? "leave dedicated masters out where members should do everything"
                                : "use some of " + String.join(", ", KNOWN_ROLES));
            } else if (!roles.contains("data") && !(roles.contains("data_content") && roles.contains("data_hot"))) {
                add(ROLES, setting, roles + " holds no data", "add data, or both data_content and data_hot");
            }
        }
        if (settings.options().setting(ElasticsearchOptions.MASTERS) == null) {
            withoutMasters(ElasticsearchOptions.MASTER_MEMORY);
            withoutMasters(ElasticsearchOptions.MASTER_CPU);
            withoutMasters(ElasticsearchOptions.MASTER_STORAGE);
            withoutMasters(ElasticsearchOptions.DATA_ROLES);
        }
    }

    private void withoutMasters(Option<?> option) {
        Setting<?> setting = settings.options().setting(option);
        if (setting != null) {
            add(
                    WITHOUT_MASTERS,
                    setting,
                    "there are no dedicated masters",
                    "say .dedicatedMasters(3), or leave the call out");
        }
    }
}
