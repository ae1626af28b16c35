package dev.statefulstack.kafka;

import dev.statefulstack.check.NameRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.SizeRules;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Names;
import dev.statefulstack.stack.OptionRules;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.List;
import java.util.Map;

/** Looks for what keeps measurements from being collected, or the server from starting because of them. */
final class MetricsChecks {
    private static final Rule AGENT = Rule.unusable(
            "kafka-metrics-agent-illegal",
            "the server does not start without the agent that it is told to load, and its start script splits what it is"
                    + " told at blanks",
            "apache/kafka bin/kafka-run-class.sh; java.lang.instrument");
    private static final Rule UNPINNED = Rule.error(
            "kafka-metrics-image-unpinned",
            "pods that start later could get another agent than those that run, and measurements another name",
            "Kubernetes documentation, Images: avoid the tag latest");
    private static final Rule RULES_EMPTY = Rule.unusable(
            "kafka-metrics-rules-empty",
            "without rules the agent answers with all that there is: 12,000 lines of an idle broker",
            "jmx_exporter 1.0.1 with Kafka 4.4.0, tried");
    private static final Rule RULES_TEXT =
            Rule.unusable("kafka-metrics-rules-illegal", "no YAML file can hold it", "YAML 1.2, 5.1 Character Set");
    private static final Rule LABEL = Rule.unusable(
            "kafka-metrics-label-illegal",
            "the API server refuses it",
            "apimachinery pkg/util/validation/validation.go");

    static final List<Rule> RULES =
            List.of(AGENT, UNPINNED, RULES_EMPTY, RULES_TEXT, LABEL, NameRules.ILLEGAL, SizeRules.CONFIG_MAP);

    private final Settings settings;
    private final Report report;
    private final Setting<KafkaMetrics> setting;

    MetricsChecks(Settings settings, Report report, Setting<KafkaMetrics> setting) {
        this.settings = settings;
        this.report = report;
        this.setting = setting;
    }

    private void add(Rule rule, String what, String fix) {
        report.add(settings.finding(rule, setting, what, fix));
    }

    void check(KafkaMetrics metrics) {
        if (metrics.image() != null) {
            image(metrics.image());
        }
        if (!isJar(metrics.agent())) {
            add(
                    AGENT,
                    "'" + metrics.agent() + "' is no path of a jar",
                    "write an absolute one of letters, digits, '-', '_', '+' and '.', such as"
                            + " \"/opt/jmx_prometheus_javaagent.jar\"");
        }
        if (metrics.rules() != null) {
            rules(metrics.rules());
        }
        for (String namespace : metrics.scrapers()) {
            if (!Names.isLabel(namespace)) {
                add(
                        NameRules.ILLEGAL,
                        "'" + namespace + "' is no namespace",
                        "write the one that Prometheus runs in, such as \"monitoring\"");
            }
        }
        if (!metrics.scrapers().isEmpty() && !settings.hasNetworkPolicies()) {
            OptionRules.unread(
                    settings,
                    report,
                    setting,
                    "without network policies everybody reaches the port",
                    "leave .scrapedFrom(...) or .withoutNetworkPolicy() out");
        }
        if (metrics.monitorLabels() != null) {
            labels(metrics.monitorLabels());
        }
    }

    private void rules(String text) {
        if (text.isBlank()) {
            add(RULES_EMPTY, "the text is empty", "leave .rules(...) out for rules that fit most dashboards");
        } else if (!Names.isUnicode(text) || text.indexOf('\0') >= 0) {
            add(RULES_TEXT, "a text holds half of a surrogate pair or a NUL", "remove the broken character");
        } else if (SizeRules.bytes(text) > SizeRules.MOST) {
            add(SizeRules.CONFIG_MAP, "the rules have " + SizeRules.bytes(text) + " bytes", "use fewer rules");
        }
    }

    private void image(String text) {
        ImageReference image = ImageReference.parse(text);
        if (image == null) {
            add(AGENT, "'" + text + "' is no image", "write registry/path/name:tag");
        } else if (image.digest() == null && (image.tag() == null || image.tag().equals("latest"))) {
            add(
                    UNPINNED,
                    "'" + text + "' can be another image tomorrow",
                    "name it with a tag that stays, or with its digest");
        }
    }

    private void labels(Map<String, String> labels) {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!Names.isQualifiedName(label.getKey())) {
                add(LABEL, "'" + label.getKey() + "' is no key of a label", "write one such as release");
            } else if (!Names.isLabelValue(label.getValue())) {
                add(
                        LABEL,
                        "'" + label.getValue() + "' is no value of a label",
                        "use up to 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit");
            }
        }
    }

    /** What neither a shell nor the JVM takes for more than a path. */
    private static boolean isJar(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && "/-_+.".indexOf(c) < 0) {
                return false;
            }
        }
        return path.startsWith("/") && path.endsWith(".jar") && !path.contains("..");
    }
}
