package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.NameRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Version;
import dev.statefulstack.stack.ImageVersions;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with a cluster's options. */
final class ElasticsearchChecks {
    private static final Rule IMAGE_UNKNOWN = Rule.unusable(
            "es-image-unknown",
            "variables, directories and user depend on the image, and settings on the version",
            "elastic/dockerfiles elasticsearch/Dockerfile and bin/docker-entrypoint.sh");
    private static final Rule VERSION_OLD = Rule.unusable(
            "es-version-too-old",
            "before version 8 security, settings and the image's user were others",
            "elastic/elasticsearch AutoConfigureNode.java; elastic/cloud-on-k8s issue 5410;"
                    + " testcontainers/testcontainers-python issue 228");
    private static final Rule VERSION_UNTESTED = Rule.warning(
            "es-version-untested",
            "settings and checks of servers change between versions",
            "elastic/elasticsearch and elastic/dockerfiles, read up to " + ElasticsearchImage.NEWEST_TESTED);
    private static final Rule READINESS_WEAK = Rule.warning(
            "es-readiness-without-master",
            "readiness.port begins with 8.2; before, only HTTP can be asked, which opens after 30 s without a master too",
            "elastic/elasticsearch readiness/ReadinessService.java, node/Node.java");
    private static final Rule PASSWORD_MISSING = Rule.info(
            "es-password-missing",
            "the cluster forms, but nobody can log in until elasticsearch-reset-password has run in a pod",
            "elastic/dockerfiles elasticsearch/bin/docker-entrypoint.sh");
    private static final Rule PASSWORD_WITHOUT_TLS = Rule.error(
            "es-password-without-tls",
            "without security nobody is asked for it",
            "Elastic documentation: xpack.security.enabled");

    private static final ImageVersions VERSIONS = new ImageVersions(
            "Elasticsearch",
            new ImageVersions.Rules(IMAGE_UNKNOWN, VERSION_OLD, VERSION_UNTESTED),
            ElasticsearchImage.NEWEST_TESTED,
            ElasticsearchStack.DEFAULT_IMAGE);

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(List.of(
                IMAGE_UNKNOWN,
                VERSION_OLD,
                VERSION_UNTESTED,
                READINESS_WEAK,
                NameRules.ILLEGAL,
                PASSWORD_MISSING,
                PASSWORD_WITHOUT_TLS));
        rules.addAll(MemberChecks.RULES);
        rules.addAll(ConfigChecks.RULES);
        rules.addAll(MemoryChecks.RULES);
        return rules;
    }

    private final Settings settings;
    private final Report report;

    ElasticsearchChecks(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() {
        image();
        security();
        new MemberChecks(settings, report).run();
        new ConfigChecks(settings, report).run();
        new MemoryChecks(settings, report).run();
    }

    private void add(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    private void image() {
        ElasticsearchImage image = ElasticsearchPlanner.image(settings);
        Version version = image == null ? null : image.version();
        String text = settings.imageText();
        VERSIONS.check(
                settings,
                report,
                version,
                ElasticsearchImage.FIRST,
                image == null ? unrecognised(text) : "no version of Elasticsearch can be read from " + image,
                "say .image(\"" + text + "\", ElasticsearchImage.official(\"9.2.4\")) with the version that it holds,"
                        + " if it behaves like the official one; else use " + ElasticsearchStack.DEFAULT_IMAGE);
        if (version != null
                && version.isAtLeast(ElasticsearchImage.FIRST)
                && !version.isAtLeast(ElasticsearchImage.READINESS_PORT)) {
            add(
                    READINESS_WEAK,
                    settings.imageSetting(),
                    "Elasticsearch " + version + " is older than " + ElasticsearchImage.READINESS_PORT,
                    "use " + ElasticsearchStack.DEFAULT_IMAGE);
        }
    }

    private static String unrecognised(String text) {
        ImageReference image = ImageReference.parse(text);
        if (image != null && ElasticsearchImage.isNamedLikeIt(image) && image.isBitnami()) {
            return "'" + text + "' is Bitnami's, which has variables and directories of its own";
        }
        return "'" + text + "' is not recognised: its path does not end in /elasticsearch, or it has no tag";
    }

    private void security() {
        Setting<ElasticsearchOptions.Security> setting = settings.options().setting(ElasticsearchOptions.SECURITY);
        Setting<Env.SecretKey> password = settings.options().setting(ElasticsearchOptions.PASSWORD);
        if (setting == null) {
            add(
                    ElasticsearchRules.SECURITY_UNDECIDED,
                    null,
                    "neither .tls(secret) nor .insecure() was said",
                    "say .tls(\"" + settings.name() + "-tls\") with a Secret that holds tls.crt, tls.key and ca.crt, or"
                            + " .insecure() where only trusted pods reach it");
        } else if (setting.value() instanceof ElasticsearchOptions.Tls tls) {
            secret(setting, tls.secret());
            if (password == null) {
                add(
                        PASSWORD_MISSING,
                        setting,
                        "the user elastic has no password",
                        "say .password(\"" + settings.name() + "-elastic\", \"password\") with a Secret and its key");
            }
        } else if (setting.value() instanceof ElasticsearchOptions.Insecure && password != null) {
            add(
                    PASSWORD_WITHOUT_TLS,
                    password,
                    "the stack is insecure, so the password protects nothing",
                    "say .tls(secret), or leave the password out");
        }
        if (password != null && password.value() != null) {
            secret(password, password.value().secret());
            if (password.value().key().isEmpty()) {
                add(
                        NameRules.ILLEGAL,
                        password,
                        "the key is empty",
                        "name a key of '" + password.value().secret() + "'");
            }
        }
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
}
