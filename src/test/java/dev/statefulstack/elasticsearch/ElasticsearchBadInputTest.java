package dev.statefulstack.elasticsearch;

import static dev.statefulstack.BadInput.error;
import static dev.statefulstack.BadInput.info;
import static dev.statefulstack.BadInput.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.BadInput;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each mistake: the rule that finds it, and the values that its finding names. */
class ElasticsearchBadInputTest {
    private static final ElasticsearchStack UNDECIDED =
            StatefulStack.elasticsearch("es").namespace("production").replicas(3);

    private static final ElasticsearchStack GOOD = UNDECIDED.insecure();

    private static final ElasticsearchStack SPLIT = GOOD.dedicatedMasters(3);

    private static final String IMAGES = "docker.elastic.co/elasticsearch/elasticsearch:";

    private static ElasticsearchStack pod(Consumer<PodSpec> edit) {
        return pod(GOOD, "es", edit);
    }

    private static ElasticsearchStack pod(ElasticsearchStack stack, String set, Consumer<PodSpec> edit) {
        return stack.edit(
                StatefulSet.class,
                set,
                sts -> edit.accept(sts.getSpec().getTemplate().getSpec()));
    }

    private static ElasticsearchStack server(Consumer<Container> edit) {
        return pod(spec -> edit.accept(spec.getContainers().get(0)));
    }

    private static ElasticsearchStack env(String name, String value) {
        return env(GOOD, "es", name, value);
    }

    /** Sets or adds a variable behind the back of the options. */
    private static ElasticsearchStack env(ElasticsearchStack stack, String set, String name, String value) {
        return pod(stack, set, spec -> {
            List<EnvVar> env = spec.getContainers().get(0).getEnv();
            env.removeIf(variable -> variable.getName().equals(name));
            env.add(new EnvVar(name, value, null));
        });
    }

    private static ElasticsearchStack withoutEnv(String name) {
        return server(container ->
                container.getEnv().removeIf(variable -> variable.getName().equals(name)));
    }

    private static ElasticsearchStack initContainer(Long user, Boolean privileged, Boolean nonRoot) {
        return pod(spec -> spec.getInitContainers()
                .add(new ContainerBuilder()
                        .withName("sysctl")
                        .withImage("busybox:1.37")
                        .withCommand("sysctl", "-w", "vm.max_map_count=1048576")
                        .withNewSecurityContext()
                        .withRunAsUser(user)
                        .withPrivileged(privileged)
                        .withRunAsNonRoot(nonRoot)
                        .endSecurityContext()
                        .build()));
    }

    private static ElasticsearchStack mounted(String volume, String path) {
        return pod(spec -> {
            spec.getVolumes()
                    .add(new VolumeBuilder()
                            .withName(volume)
                            .withNewConfigMap()
                            .withName(volume)
                            .endConfigMap()
                            .build());
            spec.getContainers()
                    .get(0)
                    .getVolumeMounts()
                    .removeIf(mount -> mount.getMountPath().equals(path));
            spec.getContainers()
                    .get(0)
                    .getVolumeMounts()
                    .add(new VolumeMountBuilder()
                            .withName(volume)
                            .withMountPath(path)
                            .build());
        });
    }

    static Stream<BadInput> mistakes() {
        return Stream.of(
                // security
                error(
                        UNDECIDED,
                        "es-security-undecided",
                        "neither .tls(secret) nor .insecure()",
                        ".tls(\"es-tls\")",
                        "Transport SSL must be enabled"),
                error(UNDECIDED.replicas(1), "es-security-undecided", ".insecure()"),
                error(UNDECIDED.tls("My_Secret"), "name-illegal", "'My_Secret'"),
                error(UNDECIDED.tls(null), "null-argument", ".tls(null)"),
                info(UNDECIDED.tls("es-tls"), "es-password-missing", ".password(\"es-elastic\", \"password\")"),
                error(GOOD.password("p", "password"), "es-password-without-tls", "protects nothing"),
                error(UNDECIDED.tls("t").password("A", "k"), "name-illegal", "'A'"),
                error(UNDECIDED.tls("t").password("a", ""), "name-illegal", "the key is empty"),
                error(UNDECIDED.tls("t").password(null, "k"), "null-argument", ".password(null, \"k\")"),
                error(withoutEnv("xpack.security.enabled"), "es-security-undecided", "no certificate"),
                // names
                error(StatefulStack.elasticsearch("Es").insecure(), "name-illegal", "'Es'"),
                error(
                        StatefulStack.elasticsearch("e".repeat(46))
                                .dedicatedMasters(3)
                                .insecure(),
                        "sts-name-too-long",
                        "53 characters"),
                error(StatefulStack.elasticsearch("null").insecure(), "es-cluster-name-illegal", "'null'"),
                error(GOOD.clusterName("a:b"), "es-cluster-name-illegal", "'a:b'"),
                error(GOOD.clusterName(""), "es-cluster-name-illegal", "''"),
                error(GOOD.clusterName("*"), "es-cluster-name-illegal", "'*'"),
                error(GOOD.clusterName(null), "null-argument", ".clusterName(null)"),
                // image
                error(GOOD.image("example.com/search:1.0"), "es-image-unknown", "'example.com/search:1.0'"),
                error(GOOD.image("elasticsearch"), "es-image-unknown", "no tag", "ElasticsearchImage.official"),
                error(GOOD.image("elasticsearch:latest"), "es-image-unknown", "latest"),
                error(GOOD.image("bitnami/elasticsearch:9.1.2"), "es-image-unknown", "is Bitnami's"),
                error(GOOD.image("bitnamilegacy/elasticsearch:8.1.2"), "es-image-unknown", "is Bitnami's"),
                error(GOOD.image("x/y:1", ElasticsearchImage.official("nine")), "es-image-unknown", "nine"),
                error(GOOD.image("x/y:1", null), "null-argument", "null"),
                error(GOOD.image(IMAGES + "7.17.28"), "es-version-too-old", "7.17.28"),
                warning(GOOD.image(IMAGES + "9.3.0"), "es-version-untested", "9.3.0"),
                warning(GOOD.image(IMAGES + "8.1.3"), "es-readiness-without-master", "8.1.3 is older than 8.2.0"),
                // members
                info(GOOD.replicas(1), "es-single-node", "one member"),
                warning(GOOD.replicas(2), "es-two-masters", "two masters", ".replicas(3)"),
                warning(GOOD.dedicatedMasters(2), "es-two-masters", ".dedicatedMasters(3)"),
                warning(GOOD.replicas(4), "es-even-masters", "4 masters, of which 3 vote"),
                warning(GOOD.dedicatedMasters(4), "es-even-masters", ".dedicatedMasters(3)"),
                warning(GOOD.replicas(9), "es-many-masters", "9 masters", ".dedicatedMasters(3)"),
                warning(GOOD.dedicatedMasters(9), "es-many-masters", "9 masters"),
                warning(GOOD.dedicatedMasters(1), "es-single-master", "one master"),
                warning(SPLIT.replicas(1), "es-one-data-node", "one member holds data"),
                error(GOOD.dedicatedMasters(0), "es-masters-out-of-range", "0 masters"),
                error(GOOD.dedicatedMasters(1001), "es-masters-out-of-range", "1001 masters"),
                error(GOOD.replicas(0), "replicas-out-of-range", "0 members"),
                error(GOOD.foundingReplicas(0), "es-initial-masters-unknown", "0 masters"),
                error(GOOD.foundingReplicas(4), "es-initial-masters-unknown", "3 masters", "would name 4"),
                error(SPLIT.replicas(9).foundingReplicas(5), "es-initial-masters-unknown", "3 masters"),
                warning(GOOD.foundingReplicas(1), "es-single-initial-master", ".founded()", "es-bootstrap"),
                warning(GOOD.dedicatedMasters(1), "es-single-initial-master", "alone"),
                error(
                        GOOD.foundingReplicas(3).founded().replicas(1),
                        "es-masters-scale-down",
                        "founded by 3 masters, of which 1 are left",
                        "voting_config_exclusions"),
                error(GOOD.dataRoles("data", "master"), "es-roles-illegal", "[master]"),
                error(SPLIT.dataRoles("date"), "es-roles-illegal", "[date]"),
                error(SPLIT.dataRoles("ingest"), "es-roles-illegal", "[ingest] holds no data"),
                error(SPLIT.dataRoles("data_hot"), "es-roles-illegal", "both data_content and data_hot"),
                error(SPLIT.dataRoles(), "es-roles-illegal", "[] holds no data"),
                error(SPLIT.dataRoles("data", null), "null-argument", "null"),
                error(SPLIT.dataRoles((String[]) null), "null-argument", "null"),
                warning(GOOD.masterMemory("4Gi"), "es-option-without-masters", ".masterMemory(\"4Gi\")"),
                warning(GOOD.masterCpu("1"), "es-option-without-masters", ".dedicatedMasters(3)"),
                warning(GOOD.masterStorage("20Gi"), "es-option-without-masters", "no dedicated masters"),
                warning(GOOD.dataRoles("data"), "es-option-without-masters", "no dedicated masters"),
                // amounts
                error(SPLIT.masterMemory("big"), "quantity-illegal", "'big'"),
                error(SPLIT.masterCpu("0"), "quantity-illegal", "'0'"),
                error(SPLIT.masterStorage("1 Gi"), "quantity-illegal", "'1 Gi'"),
                error(SPLIT.masterStorage("1Gi", "Fast"), "name-illegal", "'Fast'"),
                error(SPLIT.masterStorage(null), "null-argument", ".masterStorage(null)"),
                error(GOOD.memory("200Mi"), "es-heap-too-small", "half of 200Mi"),
                error(SPLIT.masterMemory("1Mi"), "es-heap-too-small", "half of 1Mi"),
                error(GOOD.heap("100Mi"), "es-heap-too-small", "100Mi"),
                error(GOOD.heap("big"), "quantity-illegal", "'big'"),
                error(GOOD.heap("3Gi"), "es-heap-over-half", "heap is 3Gi", "memory 4Gi"),
                error(GOOD.memory("64Gi").heap("32Gi"), "es-heap-over-half", "heap is 32Gi", "31Gi"),
                warning(GOOD.memory("128Gi"), "es-memory-over-64gi", "128Gi"),
                warning(SPLIT.masterMemory("65Gi"), "es-memory-over-64gi", "65Gi"),
                // settings
                error(GOOD.config("cluster.name", "x"), "es-config-computed", ".clusterName(name)"),
                error(
                        GOOD.config("cluster.initial_master_nodes", "es-0"),
                        "es-config-computed",
                        ".foundingReplicas(n) or .founded()"),
                error(GOOD.config("discovery.seed_hosts", "x"), "es-config-computed", "headless Service"),
                error(GOOD.config("discovery.type", "single-node"), "es-config-computed", ".replicas(1)"),
                error(GOOD.config("node.roles", "[]"), "es-config-computed", ".dataRoles(names)"),
                error(GOOD.config("node.store.allow_mmap", "false"), "es-config-computed", ".withoutMemoryMap()"),
                error(GOOD.config("http.port", "9201"), "es-config-computed", "http.port"),
                error(GOOD.config("xpack.security.enabled", "false"), "es-config-computed", ".insecure()"),
                error(GOOD.config("xpack.security.http.ssl.keystore.path", "x"), "es-config-computed", ".tls(secret)"),
                error(GOOD.env("network.host", "x"), "es-config-computed", "network.host"),
                error(GOOD.env("ES_SETTING_NODE_NAME", "x"), "es-config-computed", "the pod's name"),
                error(GOOD.env("ES_JAVA_OPTS", "-Xmx1g"), "es-config-computed", ".heap(size)"),
                error(GOOD.envFromSecret("ELASTIC_PASSWORD", "s", "k"), "es-config-computed", ".password(secret, key)"),
                error(GOOD.jvmOptions("-Xmx1g"), "es-config-computed", ".heap(size)"),
                error(GOOD.config("indices.a", ""), "es-env-empty-setting", "indices.a is ''", "\"[]\""),
                error(GOOD.config("indices.a", "null"), "es-env-empty-setting", "'null'"),
                error(GOOD.env("indices.a", " "), "es-env-empty-setting", "null-valued setting found"),
                error(GOOD.config("indices.a", "b: c"), "es-config-value-illegal", "a colon makes it a map"),
                error(GOOD.config("http.cors.allow-origin", "*"), "es-config-value-illegal", "'*' at its beginning"),
                error(GOOD.config("indices.a", "b\nc: d"), "es-config-value-illegal", "more than one line"),
                error(GOOD.config("indices.a", "b #c"), "es-config-value-illegal", "comment"),
                error(GOOD.config("indices", "1"), "es-config-key-illegal", "'indices'"),
                error(GOOD.config("Indices.a", "1"), "es-config-key-illegal", "'Indices.a'"),
                error(GOOD.config("a..b", "1"), "es-config-key-illegal", "'a..b'"),
                error(GOOD.config(null, "1"), "null-argument", ".config(null, \"1\")"),
                error(GOOD.config("a.b", "1").env("a.b", "2"), "env-duplicate-name", "a.b"),
                error(GOOD.config("bootstrap.memory_lock", "true"), "es-memory-lock", "true"),
                error(
                        GOOD.config("discovery.zen.minimum_master_nodes", "2"),
                        "es-zen-settings",
                        "discovery.zen.minimum_master_nodes"),
                // what an edit of the discovery can break
                error(
                        env("discovery.seed_hosts", "es.production.svc.cluster.local"),
                        "es-seed-hosts-not-headless",
                        "one address"),
                error(
                        env("discovery.seed_hosts", "es-headless.staging.svc.cluster.local:9300"),
                        "peer-wrong-namespace",
                        "es and its Service are in the namespace production",
                        "es-headless.production.svc"),
                error(env("discovery.seed_hosts", "elsewhere:9300"), "es-seed-hosts-not-headless", "elsewhere:9300"),
                error(withoutEnv("discovery.seed_hosts"), "es-seed-hosts-not-headless", "it is not there"),
                error(
                        GOOD.edit(
                                Service.class,
                                "es-headless",
                                service -> service.getSpec().setPublishNotReadyAddresses(null)),
                        "es-seed-hosts-not-headless",
                        "hides members",
                        "publishNotReadyAddresses"),
                error(
                        env(SPLIT, "es-master", "discovery.seed_hosts", "es-data-headless"),
                        "es-seed-hosts-data-only",
                        "es-data-headless has no masters"),
                error(
                        GOOD.edit(
                                ConfigMap.class,
                                "es-bootstrap",
                                map -> map.getData().put("initial-master-nodes", "es-0,es-3,es-1.es-headless")),
                        "es-initial-masters-unknown",
                        "'es-3' is no master",
                        "such as es-0, without a domain"),
                error(
                        GOOD.edit(StatefulSet.class, "es", set -> set.getSpec().setReplicas(2)),
                        "es-initial-masters-unknown",
                        "'es-2'"),
                error(
                        env("cluster.initial_master_nodes", "es-0.es-headless.production.svc.cluster.local"),
                        "es-initial-masters-unknown",
                        "without a domain"),
                error(
                        pod(
                                SPLIT,
                                "es-data",
                                spec -> spec.getContainers()
                                        .get(0)
                                        .getEnv()
                                        .add(new EnvVarBuilder()
                                                .withName("cluster.initial_master_nodes")
                                                .withNewValueFrom()
                                                .withNewConfigMapKeyRef("initial-master-nodes", "es-bootstrap", true)
                                                .endValueFrom()
                                                .build())),
                        "es-initial-masters-on-joiner",
                        "roles are data,ingest"),
                error(env("discovery.type", "single-node"), "es-initial-masters-and-single-node", "single-node"),
                error(env("node.name", "es-0"), "es-node-name-shared", "3 members would all be called es-0"),
                error(
                        GOOD.edit(StatefulSet.class, "es", set -> set.getSpec().setPodManagementPolicy("OrderedReady")),
                        "es-ordered-ready",
                        "'OrderedReady'",
                        "use Parallel"),
                error(
                        env(SPLIT, "es-data", "cluster.name", "other"),
                        "es-cluster-name-differs",
                        "other",
                        "that of es-data"),
                error(
                        SPLIT.edit(
                                Service.class,
                                "es-master-headless",
                                service -> service.getSpec().getSelector().remove("app.kubernetes.io/component")),
                        "es-component-missing-in-selector",
                        "the pods of es-data too"),
                warning(
                        SPLIT.edit(
                                Service.class,
                                "es",
                                service -> service.getSpec().getSelector().remove("app.kubernetes.io/component")),
                        "es-client-selects-masters",
                        "es-master"),
                // what an edit of the settings can break
                error(env("node.roles", ""), "es-roles-empty-string", "''", "[]"),
                error(env("indices.a", ""), "es-env-empty-setting", "env indices.a"),
                error(env("bootstrap.memory_lock", "true"), "es-memory-lock", "env bootstrap.memory_lock"),
                error(env("discovery.zen.ping.unicast.hosts", "x"), "es-zen-settings", "discovery.zen.ping"),
                warning(GOOD.env("JAVA_OPTS", "-Xmx1g"), "es-java-opts-ignored", "JAVA_OPTS", ".jvmOptions(options)"),
                warning(
                        GOOD.env("ELASTIC_PASSWORD_FILE", "/secret/password"),
                        "es-password-file-with-fsgroup",
                        "fsGroup",
                        ".password(secret, key)"),
                error(
                        server(container -> container.setCommand(List.of("sh", "-c", "exec eswrapper"))),
                        "es-dotted-env-through-sh",
                        "started by sh",
                        "docker-entrypoint.sh eswrapper"),
                // what an edit of the pod can break
                info(GOOD, "es-max-map-count", ".withoutMemoryMap()", "vm.max_map_count=1048576"),
                error(initContainer(null, true, null), "es-sysctl-init-not-root", "runAsUser: 0"),
                error(initContainer(0L, null, false), "es-sysctl-init-not-root", "privileged: true"),
                error(initContainer(0L, true, null), "es-sysctl-init-not-root", "runAsNonRoot: false"),
                error(pod(spec -> spec.getSecurityContext().setFsGroup(null)), "es-no-fsgroup", "fsGroup: 1000"),
                warning(
                        pod(spec -> spec.setEnableServiceLinks(null)),
                        "service-link-collision",
                        "enableServiceLinks: false"),
                error(
                        server(container -> container.setReadinessProbe(new ProbeBuilder()
                                .withNewExec()
                                .withCommand(
                                        "curl", "-f", "http://localhost:9200/_cluster/health?wait_for_status=green")
                                .endExec()
                                .build())),
                        "es-readiness-needs-green",
                        "the cluster's health"),
                error(
                        server(container -> container.setReadinessProbe(new ProbeBuilder()
                                .withNewHttpGet()
                                .withPath("/_cluster/health")
                                .withNewPort(9200)
                                .endHttpGet()
                                .build())),
                        "es-readiness-needs-green",
                        "readiness.port"),
                error(
                        pod(
                                UNDECIDED.tls("t"),
                                "es",
                                spec -> spec.getContainers()
                                        .get(0)
                                        .setReadinessProbe(new ProbeBuilder()
                                                .withNewHttpGet()
                                                .withPath("/")
                                                .withNewPort("https")
                                                .endHttpGet()
                                                .build())),
                        "es-http-probe-with-security",
                        "the port https without a password"),
                warning(
                        server(container -> container.setLivenessProbe(container.getStartupProbe())),
                        "es-liveness",
                        "remove it"),
                error(
                        mounted("settings", "/usr/share/elasticsearch/config"),
                        "es-config-mount-shadows",
                        "'settings' hides all of /usr/share/elasticsearch/config"),
                error(
                        mounted("keystore", "/usr/share/elasticsearch/config/elasticsearch.keystore"),
                        "es-config-mount-shadows",
                        "elasticsearch.keystore"),
                error(
                        server(container -> container
                                .getVolumeMounts()
                                .removeIf(mount -> mount.getName().equals("config"))),
                        "es-config-mount-shadows",
                        "read-only"),
                // what an edit of the memory can break
                warning(withoutEnv("ES_JAVA_OPTS"), "es-heap-unset", "it is not there"),
                warning(env("ES_JAVA_OPTS", "-Xmx1g"), "es-heap-unset", "'-Xmx1g' has not both"),
                error(env("ES_JAVA_OPTS", "-Xms1g -Xmx2g"), "es-heap-uneven", "1073741824", "2147483648"),
                error(env("ES_JAVA_OPTS", "-Xms3g -Xmx3g"), "es-heap-over-half", "3072 MiB", "memory 4Gi"),
                error(
                        server(container -> container.getEnv().stream()
                                .filter(variable -> variable.getName().equals("ES_JAVA_OPTS"))
                                .forEach(variable -> variable.setValue("-Xms32g -Xmx32g"))),
                        "es-heap-over-half",
                        "32768 MiB"),
                warning(
                        server(container -> container.getResources().getLimits().remove("memory")),
                        "es-memory-limit-missing",
                        "no limit"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFoundWithItsValuesAndWhatToTypeInstead(BadInput mistake) {
        mistake.isFoundAt("ElasticsearchBadInputTest\\.java:\\d+");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        ElasticsearchStack stack = StatefulStack.elasticsearch("Es")
                .replicas(0)
                .image("unknown")
                .dedicatedMasters(0)
                .heap("x")
                .config("node.name", "1")
                .config("a.b", "");
        assertThat(stack.findings())
                .extracting(Finding::id)
                .contains(
                        "name-illegal",
                        "replicas-out-of-range",
                        "es-image-unknown",
                        "es-security-undecided",
                        "es-masters-out-of-range",
                        "quantity-illegal",
                        "es-config-computed",
                        "es-env-empty-setting");
    }

    @Test
    void oneMistakeIsToldOnce() {
        assertThat(GOOD.heap("3Gi").findings())
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("es-heap-over-half", "es-max-map-count");
    }

    @Test
    void anInitContainerThatPreparesTheNodeAnswersTheQuestionOfTheMemoryMap() {
        // A namespace that enforces the restricted profile refuses it, which is all that is left to say.
        assertThat(initContainer(0L, true, false).findings())
                .extracting(Finding::id)
                .containsExactly("restricted-violation");
        assertThat(GOOD.withoutMemoryMap().findings()).isEmpty();
    }

    @Test
    void aFoundedClusterMayNameFoundersThatAreGone() {
        assertThat(GOOD.foundingReplicas(5).founded().findings())
                .extracting(Finding::id)
                .containsExactly("es-max-map-count");
    }

    @Test
    void everyRuleCanBeFoundByName() {
        List<String> ids = mistakes().map(BadInput::rule).toList();
        Stream.concat(
                        ElasticsearchChecks.rules().stream(),
                        GOOD.checks().stream().flatMap(check -> check.rules().stream()))
                .forEach(rule -> assertThat(ids).contains(rule.id()));
    }
}
