package dev.statefulstack.kafka;

import dev.statefulstack.check.NameRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Task;
import dev.statefulstack.stack.Option;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks for what is wrong with listeners, and with who may use them. */
final class ProtectionChecks {
    private static final Rule LISTENER_NAME = Rule.unusable(
            "kafka-listener-name-illegal",
            "settings carry the name in small letters through variables, and where it tells a protocol the images ask"
                    + " for keystore files with passwords",
            "apache/kafka and confluentinc/kafka-images, configure; kafka.docker.KafkaDockerWrapper");
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

    static final List<Rule> RULES = List.of(
            LISTENER_NAME,
            CERTIFICATES_WITHOUT_TLS,
            SCRAM_USER,
            SCRAM_WITHOUT_TLS,
            LISTENER_WITHOUT_USERS,
            SCRAM_JOB,
            NameRules.ILLEGAL);

    private final Settings settings;
    private final Report report;

    ProtectionChecks(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() {
        listeners();
        scram();
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

    private void add(Rule rule, Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }
}
