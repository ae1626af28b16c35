package dev.statefulstack.boot;

import dev.statefulstack.Golden;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.cassandra.CassandraStack;
import dev.statefulstack.custom.CustomStack;
import dev.statefulstack.elasticsearch.ElasticsearchStack;
import dev.statefulstack.kafka.KafkaStack;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The manifests that start, and every mistake that is made in them. */
final class Mistakes {
    /** A broker without a quorum gives up after this time; Kafka's default is a minute. */
    static final KafkaStack KAFKA = StatefulStack.kafka("kafka")
            .namespace("production")
            .replicas(3)
            .config("initial.broker.registration.timeout.ms", "15000");

    static final ElasticsearchStack ELASTICSEARCH = StatefulStack.elasticsearch("elasticsearch")
            .namespace("production")
            .replicas(3)
            .insecure()
            .image("docker.elastic.co/elasticsearch/elasticsearch:8.19.10")
            .memory("1Gi");

    /** Without what only the first start needs. */
    static final CustomStack OPENSEARCH_FOUNDED = StatefulStack.of("opensearch")
            .namespace("production")
            .replicas(3)
            .majority()
            .image("opensearchproject/opensearch:2.19.3")
            .user(1000)
            .memory("1Gi")
            .storage("10Gi")
            .data("/usr/share/opensearch/data")
            .port("http", 9200)
            .port("transport", 9300, Port.Role.PEER)
            .env("POD_IP", Env.Self.ADDRESS)
            .env("cluster.name", "opensearch")
            .env("node.name", Env.Self.NAME)
            .env("network.host", "0.0.0.0")
            .env("network.publish_host", "$(POD_IP)")
            .env("discovery.seed_hosts", "opensearch-headless.production.svc.cluster.local")
            .env("DISABLE_SECURITY_PLUGIN", "true")
            .env("DISABLE_INSTALL_DEMO_CONFIG", "true")
            .env("OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m")
            .startup(Probe.tcp("transport").failures(60))
            .readiness(Probe.tcp("http"));

    static final CustomStack OPENSEARCH =
            OPENSEARCH_FOUNDED.env("cluster.initial_cluster_manager_nodes", Peers.all("{name}"));

    /** What Kafka says when it gives up; the good manifests must never make it say that. */
    static final String GAVE_UP = "Fatal error during broker startup";

    private static final String HIDDEN = "  publishNotReadyAddresses: true\n";
    private static final String POD_INDEX = """
                  valueFrom:
                    fieldRef:
                      fieldPath: metadata.labels['apps.kubernetes.io/pod-index']
        """.indent(0);

    private static final String KAFKA_STOPS = "KafkaMutationsBootTest#itFailsAndSaysWhy";

    /** Each stops every member of the set. */
    static final List<Mistake> OF_KAFKA = List.of(
            kafka(
                    "Kafka: another `serviceName`",
                    "serviceName: kafka-headless",
                    "serviceName: kafka-members",
                    "UnknownHostException: kafka-1.kafka-headless.production.svc.cluster.local.*" + GAVE_UP,
                    "sts-service-missing"),
            kafka(
                    "Kafka: voters with a wrong port",
                    ".local:9093",
                    ".local:9094",
                    "Connection to node 1 \\(kafka-1.kafka-headless.production.svc.cluster.local/[0-9.]+:9094\\)"
                            + " could not be established.*"
                            + GAVE_UP,
                    "kafka-voter-is-no-node"),
            kafka(
                    "Kafka: voters in another namespace",
                    ".kafka-headless.production.svc.cluster.local:9093",
                    ".kafka-headless.staging.svc.cluster.local:9093",
                    "UnknownHostException: kafka-1.kafka-headless.staging.svc.cluster.local.*" + GAVE_UP,
                    "peer-wrong-namespace"),
            kafka(
                    "Kafka: the headless Service hides pods that are not ready",
                    HIDDEN,
                    "",
                    "UnknownHostException: kafka-1.kafka-headless.production.svc.cluster.local.*" + GAVE_UP,
                    "kafka-voters-not-published"),
            kafka(
                    "Kafka: `OrderedReady`",
                    "podManagementPolicy: Parallel",
                    "podManagementPolicy: OrderedReady",
                    "UnknownHostException: kafka-1.kafka-headless.production.svc.cluster.local.*" + GAVE_UP,
                    "kafka-ordered-start"),
            kafka(
                    "Kafka: `$(POD_NAME##*-)`",
                    POD_INDEX,
                    "          value: $(POD_NAME##*-)\n",
                    "Invalid value \\$\\(POD_NAME##\\*-\\) for configuration (broker|node).id: Not a number",
                    "env-shell-syntax-in-ref"),
            kafka(
                    "Kafka: one node id on all pods",
                    POD_INDEX,
                    "          value: \"0\"\n",
                    GAVE_UP,
                    "kafka-node-id-shared"));

    /** Two of three are a majority, so this one works until the leader is gone. */
    static final Mistake ONE_VOTER = new Mistake(
            "Kafka: one of three voters in another namespace",
            Mistakes::nothing,
            KAFKA::yaml,
            "1@kafka-1.kafka-headless.production",
            "1@kafka-1.kafka-headless.staging",
            "UnknownHostException: kafka-1.kafka-headless.staging.svc.cluster.local",
            "peer-wrong-namespace",
            "KafkaMutationsBootTest#oneVoterInAnotherNamespace");

    static final Mistake SERVICE_LINKS = new Mistake(
            "Confluent's image: service links on beside a Service `kafka`",
            Mistakes::nothing,
            () -> golden("combined-confluent-7.6-plaintext"),
            "enableServiceLinks: false",
            "enableServiceLinks: true",
            "KAFKA_PORT is deprecated",
            "kafka-service-links",
            "KafkaMutationsBootTest#serviceLinksAndConfluentsImage");

    static final Mistake EMPTY_LISTENERS = new Mistake(
            "Confluent's image of Kafka 4.2 and newer: a controller without the line that unsets"
                    + " `KAFKA_ADVERTISED_LISTENERS`",
            Mistakes::nothing,
            () -> golden("dedicated-confluent-8.2-plaintext"),
            "          unset KAFKA_ADVERTISED_LISTENERS\n",
            "",
            "'advertised.listeners' must not be empty",
            "kafka-advertised-empty",
            "KafkaMutationsBootTest#anEmptyListOfAdvertisedListenersOnAController");

    private static final String SECOND_SEED = ",cassandra-1.cassandra-headless.production.svc.cluster.local";

    static final Mistake NEW_SEED = new Mistake(
            "Cassandra: a new node among the seeds",
            () -> foundedByThree().yaml(),
            () -> foundedByThree().replicas(4).yaml(),
            SECOND_SEED,
            SECOND_SEED + ",cassandra-3.cassandra-headless.production.svc.cluster.local",
            "This node will not auto bootstrap because it is configured to be a seed node",
            "cassandra-new-pod-is-seed",
            "CassandraBootTest#fromThreeToFour");

    static final Mistake SEEDS_ELSEWHERE = new Mistake(
            "Cassandra: seeds in another namespace",
            Mistakes::nothing,
            () -> cassandra("5.0.8").yaml(),
            "cassandra-headless.production.svc",
            "cassandra-headless.staging.svc",
            "The seed provider lists no seeds\\.",
            "peer-wrong-namespace",
            "CassandraBootTest#seedsInAnotherNamespace");

    static final Mistake NO_SEEDS = new Mistake(
            "Cassandra: no seeds",
            Mistakes::nothing,
            () -> cassandra("5.0.8").yaml(),
            "        - name: CASSANDRA_SEEDS\n",
            "        - name: CASSANDRA_SEED_LIST\n",
            "",
            "cassandra-seeds-missing",
            "CassandraBootTest#withoutSeedsEachNodeIsAClusterOfItsOwn");

    private static final String FOUNDERS = "elasticsearch-0,elasticsearch-1,elasticsearch-2";
    private static final String ELASTICSEARCH_STOPS = "ElasticsearchBootTest#itFailsAndSaysWhy";

    /** Each stops every member of the set. */
    static final List<Mistake> OF_ELASTICSEARCH = List.of(
            elasticsearch(
                    "Elasticsearch: seeds in another namespace",
                    "value: elasticsearch-headless.production.svc.cluster.local",
                    "value: elasticsearch-headless.staging.svc.cluster.local",
                    "failed to resolve host \\[elasticsearch-headless.staging.svc.cluster.local\\].*master not discovered",
                    "peer-wrong-namespace"),
            elasticsearch(
                    "Elasticsearch: founders by full name",
                    FOUNDERS,
                    FOUNDERS.replaceAll(
                            "(elasticsearch-\\d)", "$1.elasticsearch-headless.production.svc.cluster.local"),
                    "master not discovered yet.*"
                            + "must discover master-eligible nodes \\[elasticsearch-0.elasticsearch-headless",
                    "es-initial-masters-unknown"),
            elasticsearch(
                    "Elasticsearch: the headless Service hides pods that are not ready",
                    HIDDEN,
                    "",
                    "failed to resolve host \\[elasticsearch-headless.production.svc.cluster.local\\].*"
                            + "master not discovered",
                    "es-seed-hosts-not-headless"));

    static final Mistake OPENSEARCH_ELSEWHERE = new Mistake(
            "OpenSearch: seeds in another namespace",
            Mistakes::nothing,
            OPENSEARCH::yaml,
            "value: opensearch-headless.production.svc.cluster.local",
            "value: opensearch-headless.staging.svc.cluster.local",
            "failed to resolve host \\[opensearch-headless.staging.svc.cluster.local\\].*"
                    + "cluster-manager not discovered",
            "peer-wrong-namespace",
            "OpenSearchBootTest#seedsInAnotherNamespace");

    static final Mistake ZOOKEEPER_HIDDEN = new Mistake(
            "ZooKeeper: the headless Service hides pods that are not ready",
            Mistakes::nothing,
            () -> example("zookeeper.jsh"),
            HIDDEN,
            "",
            // Again and again, not only until the others have started.
            "((UnknownHostException|Failed to resolve address): zookeeper-1.*?){10}",
            "headless-missing-publish-not-ready",
            "ZooKeeperBootTest#aHeadlessServiceThatHidesPodsUntilTheyAreReady");

    private static final Map<String, String> EXAMPLES = new HashMap<>();

    private Mistakes() {}

    /** All, in the order of the page of the proof. */
    static List<Mistake> all() {
        List<Mistake> all = new java.util.ArrayList<>(OF_KAFKA);
        all.addAll(List.of(ONE_VOTER, SERVICE_LINKS, EMPTY_LISTENERS, NEW_SEED, SEEDS_ELSEWHERE, NO_SEEDS));
        all.addAll(OF_ELASTICSEARCH);
        all.addAll(List.of(OPENSEARCH_ELSEWHERE, ZOOKEEPER_HIDDEN));
        return all;
    }

    /** With less memory than the manifests that were approved. */
    static CassandraStack cassandra(String version) {
        return StatefulStack.cassandra("cassandra")
                .namespace("production")
                .replicas(3)
                .image("cassandra:" + version)
                .memory("2Gi");
    }

    static CassandraStack foundedByThree() {
        return cassandra("5.0.8").foundingReplicas(3);
    }

    private static Mistake kafka(String name, String from, String to, String says, String rule) {
        return new Mistake(name, Mistakes::nothing, KAFKA::yaml, from, to, says, rule, KAFKA_STOPS);
    }

    private static Mistake elasticsearch(String name, String from, String to, String says, String rule) {
        return new Mistake(name, Mistakes::nothing, ELASTICSEARCH::yaml, from, to, says, rule, ELASTICSEARCH_STOPS);
    }

    private static String nothing() {
        return "";
    }

    private static String golden(String name) {
        try {
            return Golden.read("kafka", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each takes a JVM of its own, so once. */
    private static synchronized String example(String script) {
        String known = EXAMPLES.get(script);
        if (known == null) {
            try {
                known = Examples.yaml(script);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            EXAMPLES.put(script, known);
        }
        return known;
    }
}
