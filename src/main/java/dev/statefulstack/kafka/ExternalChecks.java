package dev.statefulstack.kafka;

import dev.statefulstack.check.NameRules;
import dev.statefulstack.check.PortRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.plan.Member;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.PeerExpression;
import dev.statefulstack.plan.Port;
import dev.statefulstack.stack.Options;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for what keeps clients outside from reaching each broker. */
final class ExternalChecks {
    private static final Rule HOST = Rule.unusable(
            "kafka-external-host-illegal",
            "clients look up the name that a broker advertises, and have to reach that broker and no other",
            "Apache Kafka documentation: advertised.listeners");
    private static final Rule ORDINAL = Rule.unusable(
            "kafka-external-without-ordinal",
            "Kubernetes puts in only what a variable of the container holds; a script's own variables come too late",
            "kubernetes/enhancements KEP-4017; pkg/kubelet/kubelet_pods.go makeEnvironmentVariables");
    private static final Rule DIGITS = Rule.unusable(
            "kafka-external-port-digits",
            "a broker advertises digits followed by its id: Kubernetes puts variables into a text and does not add",
            "third_party/forked/golang/expansion/expand.go");
    private static final Rule NODE_PORTS = Rule.warning(
            "kafka-external-port-unusual",
            "the API server refuses node ports outside of its range",
            "kube-apiserver --service-node-port-range, by default 30000-32767");
    private static final Rule LOCAL = Rule.error(
            "kafka-external-local-node-ports",
            "nodes that don't run the broker drop its traffic, and the name stands for all nodes",
            "Kubernetes documentation: externalTrafficPolicy");
    private static final Rule ANNOTATION = Rule.unusable(
            "kafka-external-annotation-illegal",
            "the API server refuses other keys, and a mark that means nothing has no value",
            "apimachinery pkg/util/validation/validation.go");
    private static final Rule PLAINTEXT = Rule.warning(
            "kafka-external-plaintext",
            "whoever reaches the address can read and write every topic, and so can whoever listens on the way",
            "Apache Kafka documentation: Security");

    static final Rule MISSING =
            Rule.unusable("kafka-external-missing", "clients outside have no address to begin with", "statefulstack");

    static final List<Rule> RULES = List.of(
            HOST,
            ORDINAL,
            DIGITS,
            NODE_PORTS,
            LOCAL,
            ANNOTATION,
            PLAINTEXT,
            MISSING,
            NameRules.ILLEGAL,
            PortRules.RANGE);

    private static final int LOWEST_NODE_PORT = 30000;
    private static final int HIGHEST_NODE_PORT = 32767;

    private final Settings settings;
    private final Report report;
    private final Setting<ExternalAccess> setting;
    private final ExternalAccess access;
    private final boolean dedicated;
    private final int firstId;
    private final int count;

    private ExternalChecks(Settings settings, Report report, Setting<ExternalAccess> setting, ExternalAccess access) {
        this.settings = settings;
        this.report = report;
        this.setting = setting;
        this.access = access;
        this.dedicated = settings.options().setting(KafkaOptions.CONTROLLERS) != null;
        this.firstId = dedicated ? KafkaPlanner.FIRST_BROKER : valueOf(settings.firstOrdinalSetting());
        this.count = valueOf(settings.replicasSetting());
    }

    private static int valueOf(@Nullable Setting<Integer> setting) {
        return setting == null || setting.value() == null ? -1 : setting.value();
    }

    static void check(Settings settings, Report report) {
        Setting<ExternalAccess> setting = settings.options().setting(KafkaOptions.EXTERNAL);
        if (setting != null && setting.value() != null) {
            new ExternalChecks(settings, report, setting, setting.value()).run();
        }
    }

    private void add(Rule rule, String what, String fix) {
        report.add(settings.finding(rule, setting, what, fix));
    }

    private void run() {
        protection();
        name();
        annotations();
        if (access.firstPort() == null) {
            loadBalancers();
        } else {
            nodePorts(access.firstPort());
        }
    }

    private void protection() {
        Options options = settings.options();
        boolean encrypts = options.find(KafkaOptions.CLIENT_TLS) != null;
        boolean asks =
                options.find(KafkaOptions.CLIENT_CERTIFICATES) != null || options.find(KafkaOptions.SCRAM) != null;
        if (encrypts && asks) {
            return;
        }
        add(
                PLAINTEXT,
                "the listener EXTERNAL "
                        + (encrypts || asks
                                ? encrypts ? "does not ask who connects" : "does not encrypt"
                                : "neither encrypts nor asks who connects"),
                "protect clients by .clientTls(secret) with .clientCertificates() or .scram(secret, users...), or let"
                        + " firewalls admit the clients only, then .allow(\"kafka-external-plaintext\", reason)");
    }

    private void name() {
        int tooMany = External.service(settings.name(), External.ALL).length() - Names.LABEL;
        if (tooMany > 0) {
            add(
                    NameRules.ILLEGAL,
                    "'" + External.service(settings.name(), External.ALL) + "' is too long for a Service",
                    "use a name of at most " + (settings.name().length() - tooMany) + " characters for the stack");
        }
    }

    private void annotations() {
        for (Map.Entry<String, String> entry : access.annotations().entrySet()) {
            String problem = PeerExpression.of(entry.getValue()).problem(List.of(), true);
            if (entry.getKey().isEmpty()) {
                add(ANNOTATION, "an annotation lacks its key or its text", "write both, or leave the call out");
            } else if (!Names.isQualifiedName(entry.getKey())) {
                add(ANNOTATION, "'" + entry.getKey() + "' is no key", "write one such as example.com/team");
            } else if (!Names.isUnicode(entry.getValue())) {
                add(ANNOTATION, "a text holds half of a surrogate pair", "remove the broken character");
            } else if (problem != null) {
                add(ANNOTATION, problem, "use {host}, {id} and {name}, and {{ for a brace");
            }
        }
    }

    private void loadBalancers() {
        String hosts = access.host();
        boolean byId = hosts.contains("{id}");
        String problem = PeerExpression.of(hosts).problem(List.of(), true);
        String fix = "write one such as \"kafka-{id}.example.com\"";
        if (problem != null) {
            add(HOST, problem, fix);
        } else if (!byId && !hosts.contains("{name}")) {
            add(HOST, "'" + hosts + "' is the same for every broker", fix);
        } else if (hosts.contains("{host}")
                || !isHost(External.host(access, External.all(settings.name())))
                || !isHost(External.host(access, last()))) {
            add(HOST, "'" + hosts + "' makes no names of hosts", fix);
        } else if (byId) {
            ordinal("write {name} for {id}");
        }
    }

    private void nodePorts(int first) {
        if (!isHost(access.host())) {
            add(
                    HOST,
                    "'" + access.host() + "' is no name of a host",
                    "write the one name of all nodes, such as \"kafka.example.com\"");
        }
        ordinal("use ExternalAccess.loadBalancers(\"{name}.example.com\")");
        if (access.keepsClientAddress()) {
            add(
                    LOCAL,
                    "each broker runs on one of the nodes that " + access.host() + " stands for",
                    "leave .keepClientAddress() out, or use load balancers");
        }
        // Counts without sense are other findings.
        if (firstId >= 0 && count > 0) {
            ports(first);
        }
    }

    /** The broker with the highest id, which is the longest. */
    private Member last() {
        long id = (long) firstId + count - 1;
        return new Member(Long.toString(id), settings.name() + (dedicated ? "-broker-" : "-") + id, "");
    }

    private void ports(int first) {
        long last = (long) first + count - 1;
        long lastId = (long) firstId + count - 1;
        String digits = Integer.toString(firstId);
        if (first < 2 || last > Port.HIGHEST) {
            add(
                    PortRules.RANGE,
                    "the ports are " + ((long) first - 1) + " to " + last,
                    "use a first port from 2 to " + Port.HIGHEST + ", and small enough to count on from");
        } else if (Long.toString(lastId).length() != digits.length()) {
            add(
                    DIGITS,
                    "the ids are " + firstId + " to " + lastId + ", which differ in length, so the ports would too",
                    (dedicated
                                    ? "use fewer brokers"
                                    : "use .dedicatedControllers(3), which numbers brokers from "
                                            + KafkaPlanner.FIRST_BROKER)
                            + ", or load balancers");
        } else if (!Integer.toString(first).endsWith(digits)) {
            add(
                    DIGITS,
                    "the first port " + first + " does not end in " + digits + ", the id of the first broker",
                    ending(first, digits));
        } else if (first - 1 < LOWEST_NODE_PORT || last > HIGHEST_NODE_PORT) {
            add(
                    NODE_PORTS,
                    "the ports are " + (first - 1) + " to " + last,
                    "use ports from " + LOWEST_NODE_PORT + " to " + HIGHEST_NODE_PORT
                            + ", or .allow(\"kafka-external-port-unusual\", reason) where the range is another");
        }
    }

    /** What to do, with a port near to the one that was typed where there is one. */
    private static String ending(int port, String digits) {
        String typed = Integer.toString(port);
        int kept = typed.length() - digits.length();
        return kept < 1
                ? "use load balancers: no port ends in so many digits"
                : "use a first port that does, such as " + typed.substring(0, kept) + digits;
    }

    /** Names of objects may have longer parts than names in DNS. */
    private static boolean isHost(String text) {
        for (String label : text.split("\\.", -1)) {
            if (label.length() > Names.LABEL) {
                return false;
            }
        }
        return Names.isSubdomain(text);
    }

    private void ordinal(String instead) {
        KubernetesVersion version = settings.kubernetesVersion();
        if (version != null && !version.isAtLeast(KubernetesVersion.POD_INDEX_LABEL)) {
            add(
                    ORDINAL,
                    "Kubernetes " + version + " gives pods no variable with their ordinal",
                    "say .kubernetesVersion(\"" + KubernetesVersion.POD_INDEX_LABEL
                            + "\") if the cluster is as new, or " + instead);
        }
    }
}
