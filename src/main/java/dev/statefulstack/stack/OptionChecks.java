package dev.statefulstack.stack;

import dev.statefulstack.check.AmountRules;
import dev.statefulstack.check.EnvRules;
import dev.statefulstack.check.NameRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.plan.Labels;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.plan.Toleration;
import java.math.BigDecimal;
import java.util.List;

/** Looks for what is wrong with the options that every stack has, each by itself. */
final class OptionChecks {
    private static final Rule NULL =
            Rule.unusable("null-argument", "nothing can be computed from a value that is not there", "statefulstack");
    private static final Rule TEXT = Rule.unusable(
            "text-not-unicode", "half a character or a NUL reaches no process", "Unicode, surrogate pairs; execve(2)");
    private static final Rule NAMESPACE_DEFAULT = Rule.info(
            "namespace-default",
            "the namespace is part of every name that members call each other by, so moving later means a new cluster",
            "statefulstack");
    private static final Rule REPLICAS = Rule.unusable(
            "replicas-out-of-range",
            "a stack has at least one member, and thousands are a typing error",
            "statefulstack");
    private static final Rule ORDINAL = Rule.unusable(
            "first-ordinal-out-of-range",
            "ordinals count from zero upwards and are 32 bits wide",
            "pkg/apis/apps/validation/validation.go ValidateStatefulSetSpec");
    private static final Rule VERSION = Rule.unusable(
            "kubernetes-version-unknown",
            "what is written depends on the version, and below " + KubernetesVersion.FLOOR
                    + " spec.ordinals and the claims' retention policy are not there",
            "kubernetes/enhancements KEP-3335, KEP-1847");
    private static final Rule ORDINAL_LABEL = Rule.unusable(
            "pod-index-label-missing",
            "pods with a variable from a label that is not there get an empty value, and all members the same number",
            "kubernetes/enhancements KEP-4017");
    private static final Rule LABEL = Rule.unusable(
            "label-illegal", "the API server refuses it", "apimachinery pkg/util/validation/validation.go");
    private static final Rule LABEL_COMPUTED = Rule.unusable(
            "label-computed",
            "selectors and tools depend on this label, and a StatefulSet's selector cannot change",
            "statefulstack");
    private static final Rule IMAGE =
            Rule.unusable("image-illegal", "no node can pull it", "distribution/reference grammar");

    static final List<Rule> RULES = List.of(
            NULL,
            OptionRules.NO_EFFECT,
            TEXT,
            NameRules.ILLEGAL,
            NameRules.SET_TOO_LONG,
            NAMESPACE_DEFAULT,
            REPLICAS,
            ORDINAL,
            VERSION,
            AmountRules.ILLEGAL,
            AmountRules.UNIT,
            AmountRules.OVER_LIMIT,
            EnvRules.NAME,
            ORDINAL_LABEL,
            EnvRules.ZONE_LABEL,
            LABEL,
            LABEL_COMPUTED,
            IMAGE);

    /** Far beyond the newest version; more is a typing error. */
    private static final int NEWEST_MINOR = 99;

    private static final String LABEL_GRAMMAR =
            "use up to 63 lower-case letters, digits and dashes, beginning and ending with a letter or digit";

    private final Settings settings;
    private final Options options;
    private final Report report;

    private OptionChecks(Settings settings, Report report) {
        this.settings = settings;
        this.options = settings.options();
        this.report = report;
    }

    static void check(Settings settings, Report report) {
        OptionChecks checks = new OptionChecks(settings, report);
        checks.arguments();
        checks.names();
        checks.members();
        checks.amounts();
        checks.env();
        checks.missed();
        checks.labels();
        checks.placement();
    }

    private void add(Rule rule, Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    private void arguments() {
        for (Setting<?> setting : options.everything()) {
            if (setting.value() == null) {
                add(NULL, setting, "an argument is null", "pass a value, or leave the call out");
            }
            for (Object argument : setting.arguments()) {
                if (argument instanceof String text && !Names.isUnicode(text)) {
                    add(TEXT, setting, "a text holds half of a surrogate pair", "remove the broken character");
                }
            }
        }
    }

    private void names() {
        Setting<String> name = options.setting(Common.NAME);
        if (name != null && name.value() != null) {
            name(name, name.value());
        }
        for (Setting<String> namespace : options.all(Common.NAMESPACE)) {
            String value = namespace.value();
            if (value != null && !Names.isLabel(value)) {
                add(NameRules.ILLEGAL, namespace, "'" + value + "' is no namespace", LABEL_GRAMMAR);
            } else if ("default".equals(value)) {
                add(NAMESPACE_DEFAULT, namespace, "the namespace is 'default'", "say .namespace(\"production\")");
            }
        }
        for (Setting<String> domain : options.all(Common.CLUSTER_DOMAIN)) {
            String value = domain.value();
            if (value != null && !Names.isSubdomain(value)) {
                add(
                        NameRules.ILLEGAL,
                        domain,
                        "'" + value + "' is no DNS domain",
                        "use what the kubelet's clusterDomain says, such as cluster.local, without dots at the ends");
            }
        }
        for (Setting<String> version : options.all(Common.KUBERNETES_VERSION)) {
            String value = version.value();
            if (value != null) {
                version(version, value);
            }
        }
        for (Setting<String> image : options.all(Common.IMAGE)) {
            String value = image.value();
            if (value != null && ImageReference.parse(value) == null) {
                add(IMAGE, image, "'" + value + "' is no image", "write registry/path/name:tag");
            }
        }
    }

    private void name(Setting<String> name, String value) {
        if (value.length() > Names.STATEFUL_SET) {
            add(
                    NameRules.SET_TOO_LONG,
                    name,
                    "'" + value + "' has " + value.length() + " characters",
                    "use at most " + Names.STATEFUL_SET);
        } else if (!Names.isServiceName(value)) {
            add(
                    NameRules.ILLEGAL,
                    name,
                    "'" + value + "' is no name for a Service",
                    "use lower-case letters, digits and dashes, beginning with a letter, not ending with a dash");
        }
    }

    private void version(Setting<String> version, String value) {
        KubernetesVersion parsed = KubernetesVersion.parse(value);
        if (parsed == null || parsed.minor() > NEWEST_MINOR) {
            add(VERSION, version, "'" + value + "' is no Kubernetes version", "write one such as \"1.28\"");
        } else if (!parsed.isAtLeast(KubernetesVersion.FLOOR)) {
            add(VERSION, version, value + " is older than " + KubernetesVersion.FLOOR, "upgrade the cluster first");
        }
    }

    private void members() {
        Integer replicas = options.find(Common.REPLICAS);
        Integer first = options.find(Common.FIRST_ORDINAL);
        if (replicas == null || first == null) {
            return;
        }
        Setting<Integer> replicasSetting = options.setting(Common.REPLICAS);
        Setting<Integer> firstSetting = options.setting(Common.FIRST_ORDINAL);
        if (replicasSetting != null && (replicas < 1 || replicas > Identity.MOST_REPLICAS)) {
            add(REPLICAS, replicasSetting, replicas + " members", "use a number from 1 to " + Identity.MOST_REPLICAS);
        } else if (firstSetting != null && (first < 0 || first > Integer.MAX_VALUE - replicas)) {
            add(
                    ORDINAL,
                    firstSetting,
                    "the ordinals would be " + first + " to " + ((long) first + replicas - 1),
                    "use a first ordinal of 0 or more, and small enough to count on from");
        }
    }

    private void amounts() {
        for (Setting<Common.Disk> disk : options.all(Common.STORAGE)) {
            Common.Disk value = disk.value();
            if (value != null) {
                bytes(disk, value.size(), "write a size such as \"100Gi\"");
                if (value.storageClass() != null && !Names.isSubdomain(value.storageClass())) {
                    objectName(disk, value.storageClass());
                }
            }
        }
        for (Setting<String> memory : options.all(Common.MEMORY)) {
            if (memory.value() != null) {
                bytes(memory, memory.value(), "write an amount such as \"4Gi\"");
            }
        }
        for (Setting<Common.Cpu> cpu : options.all(Common.CPU)) {
            Common.Cpu value = cpu.value();
            if (value != null) {
                cpu(cpu, value);
            }
        }
    }

    private void bytes(Setting<?> setting, String text, String fix) {
        Long bytes = Quantities.parseBytes(text);
        if (bytes == null) {
            add(AmountRules.ILLEGAL, setting, "'" + text + "' is no positive, whole number of bytes", fix);
        } else if (Quantities.lacksUnit(bytes)) {
            add(AmountRules.UNIT, setting, "'" + text + "' is " + bytes + " bytes", fix);
        }
    }

    private void cpu(Setting<Common.Cpu> setting, Common.Cpu cpu) {
        BigDecimal request = cores(setting, cpu.request());
        if (cpu.limit() != null) {
            BigDecimal limit = cores(setting, cpu.limit());
            if (request.signum() > 0 && limit.signum() > 0 && request.compareTo(limit) > 0) {
                add(
                        AmountRules.OVER_LIMIT,
                        setting,
                        "the request " + cpu.request() + " is above the limit " + cpu.limit(),
                        "raise the limit, or leave it out");
            }
        }
    }

    /** Zero where the text is no amount. */
    private BigDecimal cores(Setting<?> setting, String text) {
        BigDecimal amount = Quantities.parse(text);
        if (amount == null || amount.signum() <= 0) {
            add(
                    AmountRules.ILLEGAL,
                    setting,
                    "'" + text + "' is no positive number of cores",
                    "write one such as \"500m\" or \"2\"");
            return BigDecimal.ZERO;
        }
        return amount;
    }

    private void env() {
        for (Setting<Env> env : options.all(Common.ENV)) {
            Env value = env.value();
            if (value == null) {
                continue;
            }
            if (!Names.isEnvName(value.name())) {
                add(
                        EnvRules.NAME,
                        env,
                        "'" + value.name() + "' is no name for an environment variable",
                        EnvRules.GRAMMAR);
            }
            if (value.source() instanceof Env.Text text && text.text().indexOf('\0') >= 0) {
                add(TEXT, env, "the value holds a NUL", "remove it: no process can be given one");
            }
            if (value.source() instanceof Env.SecretKey secret) {
                keyOfObject(env, secret.secret(), secret.key());
            } else if (value.source() instanceof Env.ConfigKey config) {
                keyOfObject(env, config.configMap(), config.key());
            } else if (value.source() == Env.Self.ORDINAL) {
                ordinalLabel(env);
            } else if (value.source() == Env.Self.ZONE) {
                zoneLabel(env);
            }
        }
    }

    private void ordinalLabel(Setting<Env> env) {
        KubernetesVersion version = settings.kubernetesVersion();
        if (version != null && !version.isAtLeast(KubernetesVersion.POD_INDEX_LABEL)) {
            add(
                    ORDINAL_LABEL,
                    env,
                    "Kubernetes " + version + " does not label pods with their ordinal",
                    "say .kubernetesVersion(\"" + KubernetesVersion.POD_INDEX_LABEL
                            + "\") if the cluster is as new, or take the number from the end of $POD_NAME in a shell");
        }
    }

    private void missed() {
        for (Setting<String> name : options.all(Common.MISSED)) {
            OptionRules.unread(
                    settings,
                    report,
                    name,
                    "no earlier call added '" + name.value() + "'",
                    "check the name; what is computed cannot be taken away");
        }
    }

    private void zoneLabel(Setting<Env> env) {
        KubernetesVersion version = settings.kubernetesVersion();
        if (version != null && !version.isAtLeast(KubernetesVersion.ZONE_LABEL)) {
            add(
                    EnvRules.ZONE_LABEL,
                    env,
                    "Kubernetes " + version + " does not label pods with the zone of their node",
                    "say .kubernetesVersion(\"" + KubernetesVersion.ZONE_LABEL + "\") if the cluster is as new");
        }
    }

    private void keyOfObject(Setting<?> setting, String name, String key) {
        if (!Names.isSubdomain(name)) {
            objectName(setting, name);
        }
        if (!Names.isDataKey(key)) {
            add(NameRules.ILLEGAL, setting, "'" + key + "' is no key", "name a key of '" + name + "'");
        }
    }

    private void objectName(Setting<?> setting, String name) {
        add(
                NameRules.ILLEGAL,
                setting,
                "'" + name + "' is no name of an object",
                "use lower-case letters, digits, dashes and dots, beginning and ending with a letter or digit");
    }

    private void labels() {
        for (Setting<Common.Entry> label : options.all(Common.LABEL)) {
            Common.Entry value = label.value();
            if (value != null && label(label, value) && Labels.isComputed(value.key())) {
                add(
                        LABEL_COMPUTED,
                        label,
                        value.key() + " is computed from the stack's name and system",
                        "use another key, such as one with your own prefix");
            }
        }
        for (Setting<Common.Entry> selector : options.all(Common.NODE_SELECTOR)) {
            Common.Entry value = selector.value();
            if (value != null) {
                label(selector, value);
            }
        }
        for (Option<Common.Entry> option : List.of(Common.ANNOTATION, Common.POD_ANNOTATION)) {
            for (Setting<Common.Entry> annotation : options.all(option)) {
                Common.Entry value = annotation.value();
                if (value != null) {
                    key(annotation, value.key());
                }
            }
        }
    }

    private boolean label(Setting<?> setting, Common.Entry entry) {
        if (!Names.isLabelValue(entry.value())) {
            add(
                    LABEL,
                    setting,
                    "'" + entry.value() + "' is no value of a label",
                    "use up to 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit");
            return false;
        }
        return key(setting, entry.key());
    }

    private boolean key(Setting<?> setting, String key) {
        if (!Names.isQualifiedName(key)) {
            add(LABEL, setting, "'" + key + "' is no key", "write one such as team or example.com/team");
            return false;
        }
        return true;
    }

    private void placement() {
        for (Option<String> option : List.of(Common.SERVICE_ACCOUNT, Common.PULL_SECRET, Common.PRIORITY_CLASS)) {
            for (Setting<String> name : options.all(option)) {
                if (name.value() != null && !Names.isSubdomain(name.value())) {
                    objectName(name, name.value());
                }
            }
        }
        for (Setting<Toleration> toleration : options.all(Common.TOLERATION)) {
            Toleration value = toleration.value();
            if (value != null) {
                label(toleration, new Common.Entry(value.key(), value.value() == null ? "" : value.value()));
            }
        }
    }
}
