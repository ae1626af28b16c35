package dev.statefulstack.kafka;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Version;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with lines of {@code server.properties}, and with variables that become such lines. */
final class ConfigChecks {
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
    private static final Rule LISTENER_CONFIG = Rule.error(
            "kafka-listener-config-unread",
            "the server ignores it without a word, and who set it takes the listener for protected",
            "Apache Kafka documentation: listener.name.{listenerName}.{configName}; KIP-103");

    static final List<Rule> RULES =
            List.of(COMPUTED, DYNAMIC_QUORUM, CONFIG_KEY, CONFIG_VALUE, REFUSED, LISTENER_CONFIG);

    private final Settings settings;
    private final Report report;
    private final @Nullable KafkaImage image;
    private final List<Listener> listeners;

    ConfigChecks(Settings settings, Report report, @Nullable KafkaImage image) {
        this.settings = settings;
        this.report = report;
        this.image = image;
        this.listeners = Listener.all(settings);
    }

    void run() {
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

    private void add(Rule rule, Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }
}
