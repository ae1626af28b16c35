package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.Golden;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.DnsRecord;
import dev.statefulstack.stack.AnyStack;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The DNS of the boot tests, asked over the network: by itself, and against what stacks say of their names. */
class DnsTest {
    private static final String DOMAIN = "cluster.local";

    /** The names of the article, and what it shows of them. */
    @Test
    void kafkasNames() throws Exception {
        StillCluster cluster = new StillCluster(Manifests.read(
                StatefulStack.kafka("kafka").namespace("production").replicas(3).yaml()));
        try (DnsServer server = new DnsServer("127.0.0.1", 0, new DnsZone(cluster, DOMAIN));
                Resolver inside = new Resolver(server, "production", DOMAIN);
                Resolver outside = new Resolver(server, "staging", DOMAIN)) {
            String headless = "kafka-headless.production.svc.cluster.local";
            String second = cluster.pod("kafka-1").address();

            assertThat(inside.ask("_kafka._tcp." + headless, "SRV"))
                    .contains(Set.of(
                            "0 33 9092 kafka-0." + headless,
                            "0 33 9092 kafka-1." + headless,
                            "0 33 9092 kafka-2." + headless));
            assertThat(inside.ask("_controller._tcp." + headless, "SRV").orElseThrow())
                    .hasSize(3)
                    .contains("0 33 9093 kafka-1." + headless);
            assertThat(inside.ask("_kafka._tcp.kafka.production.svc.cluster.local", "SRV"))
                    .contains(Set.of("0 100 9092 kafka.production.svc.cluster.local"));
            assertThat(inside.ask("_kafka._udp." + headless, "SRV")).isEmpty();
            assertThat(inside.ask("_nothing._tcp." + headless, "SRV")).isEmpty();

            assertThat(inside.ask(headless, "A").orElseThrow()).hasSize(3).contains(second);
            assertThat(inside.ask("kafka-1." + headless, "A")).contains(Set.of(second));
            assertThat(inside.ask("kafka-3." + headless, "A")).isEmpty();
            assertThat(inside.ask("kafka.production.svc.cluster.local", "A"))
                    .contains(Set.of(cluster.serviceAddress("kafka")));
            assertThat(inside.ask("kafka-1.kafka.production.svc.cluster.local", "A"))
                    .isEmpty();
            // The name is there, and has no address of that type.
            assertThat(inside.ask(headless, "AAAA")).contains(Set.of());

            for (String name : List.of("kafka-1.kafka-headless", "kafka-1.kafka-headless.production")) {
                assertThat(inside.search(name, "A")).as(name).contains(Set.of(second));
            }
            assertThat(outside.search("kafka-1.kafka-headless.production.svc", "A"))
                    .contains(Set.of(second));
            assertThat(outside.search("kafka-1.kafka-headless", "A")).isEmpty();
            assertThat(server.unknown())
                    .contains("kafka-3." + headless, "kafka-1.kafka-headless.staging.svc.cluster.local");
        }
    }

    /** One StatefulSet whose pods are ready as soon as a file is there. */
    private static String manifests(boolean publish, Path ready) {
        return """
                apiVersion: v1
                kind: Service
                metadata:
                  name: web-headless
                  namespace: production
                spec:
                  clusterIP: None
                  publishNotReadyAddresses: %s
                  selector: {app: web}
                  ports: [{name: http, port: 80, targetPort: http}]
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata:
                  name: web
                  namespace: production
                spec:
                  serviceName: web-headless
                  podManagementPolicy: Parallel
                  replicas: 2
                  template:
                    metadata:
                      labels: {app: web}
                    spec:
                      containers:
                      - name: web
                        image: quay.io/coreos/etcd:v3.6.4
                        ports: [{name: http, containerPort: 8080}]
                        readinessProbe:
                          exec:
                            command: [test, -e, '%s']
                """.formatted(publish, ready);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPodThatIsNotReadyHasNamesOnlyWhereTheServiceSaysSo(boolean publish, @TempDir Path folder) throws Exception {
        Path ready = folder.resolve("ready");
        CommandMachine machine = new CommandMachine();
        try (Cluster cluster = new Cluster("dns-" + publish, machine);
                Resolver resolver = new Resolver(machine.server(), "production", DOMAIN)) {
            cluster.apply(manifests(publish, ready));
            Await.until(
                    "both pods run",
                    Await.LONG,
                    () -> cluster.runs("web-0") && cluster.runs("web-1") && machine.started() == 2,
                    cluster::state);
            assertThat(cluster.podsOf("web")).noneMatch(Pod::isReady);
            assertThat(names(resolver)).isEqualTo(publish ? all(cluster) : nothing());

            Files.createFile(ready);
            cluster.awaitReady(Await.LONG);
            assertThat(names(resolver)).isEqualTo(all(cluster));
        }
    }

    private static Map<String, Optional<Set<String>>> names(Resolver resolver) throws NamingException {
        Map<String, Optional<Set<String>>> names = new LinkedHashMap<>();
        names.put("web-headless", resolver.search("web-headless", "A"));
        names.put("web-0.web-headless", resolver.search("web-0.web-headless", "A"));
        names.put("_http._tcp.web-headless", resolver.search("_http._tcp.web-headless", "SRV"));
        return names;
    }

    private static Map<String, Optional<Set<String>>> nothing() {
        Map<String, Optional<Set<String>>> names = new LinkedHashMap<>();
        for (String name : List.of("web-headless", "web-0.web-headless", "_http._tcp.web-headless")) {
            names.put(name, Optional.empty());
        }
        return names;
    }

    private static Map<String, Optional<Set<String>>> all(Cluster cluster) {
        String first = cluster.pod("web-0").address();
        Map<String, Optional<Set<String>>> names = new LinkedHashMap<>();
        names.put("web-headless", Optional.of(Set.of(first, cluster.pod("web-1").address())));
        names.put("web-0.web-headless", Optional.of(Set.of(first)));
        // A named targetPort is the pod's, which is where clients of the record connect.
        names.put(
                "_http._tcp.web-headless",
                Optional.of(Set.of(
                        "0 50 8080 web-0.web-headless.production.svc.cluster.local",
                        "0 50 8080 web-1.web-headless.production.svc.cluster.local")));
        return names;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.KafkaGoldenTest",
                "cassandra.CassandraGoldenTest",
                "elasticsearch.ElasticsearchGoldenTest",
                "custom.CustomGoldenTest",
                "deployment.DeploymentGoldenTest"
            })
    void whatAStackSaysOfItsNamesIsWhatDnsAnswersFromItsManifests(String goldens) throws Exception {
        Constructor<?> made = Class.forName("dev.statefulstack." + goldens).getDeclaredConstructor();
        made.setAccessible(true);
        for (Map.Entry<String, ? extends AnyStack> golden :
                ((Golden.Cases) made.newInstance()).cases().entrySet()) {
            compare(goldens + " " + golden.getKey(), golden.getValue());
        }
    }

    private static void compare(String name, AnyStack stack) throws Exception {
        List<DnsRecord> records = stack.dns();
        Manifests manifests = Manifests.read(stack.yaml());
        StillCluster cluster = new StillCluster(manifests);
        String namespace = Manifests.namespace(manifests.all("Service").get(0));
        String full = records.stream()
                .filter(record -> record.scope() == DnsRecord.Scope.CLUSTER)
                .map(DnsRecord::name)
                .findFirst()
                .orElseThrow();
        String domain = full.substring(full.indexOf(".svc.") + ".svc.".length());
        Map<String, Set<String>> said = new LinkedHashMap<>();
        Map<String, Set<String>> answered = new LinkedHashMap<>();
        try (DnsServer server = new DnsServer("127.0.0.1", 0, new DnsZone(cluster, domain));
                Resolver inside = new Resolver(server, namespace, domain);
                Resolver outside = new Resolver(server, "elsewhere", domain)) {
            for (DnsRecord record : records) {
                String key = record.name() + " " + record.type();
                Resolver asking = record.scope() == DnsRecord.Scope.NAMESPACE ? inside : outside;
                said.put(key, addresses(record, cluster));
                answered.put(
                        key, asking.search(record.name(), record.type().name()).orElse(Set.of("no such name")));
            }
        }
        assertThat(answered).as(name).isEqualTo(said);
        assertThat(records.stream()
                        .filter(record -> record.scope() == DnsRecord.Scope.CLUSTER)
                        .map(record -> record.name() + " " + record.type()))
                .as(name)
                .containsExactlyInAnyOrderElementsOf(names(manifests, cluster, "." + namespace + ".svc." + domain));
    }

    /** The record's answers with addresses in the place of names. */
    private static Set<String> addresses(DnsRecord record, StillCluster cluster) {
        TreeSet<String> addresses = new TreeSet<>();
        for (String answer : record.answers()) {
            if (answer.startsWith("Service ")) {
                addresses.add(cluster.serviceAddress(answer.substring("Service ".length())));
            } else if (answer.endsWith(" pods that are ready")) {
                cluster.pods().forEach(pod -> addresses.add(pod.address()));
                assertThat(answer).startsWith(addresses.size() + " ");
            } else if (answer.contains("<dashed-address>")) {
                cluster.pods()
                        .forEach(pod -> addresses.add(
                                answer.replace("<dashed-address>", pod.address().replace('.', '-'))));
            } else if (record.type() == DnsRecord.Type.SRV) {
                addresses.add(answer);
            } else {
                addresses.add(cluster.pod(answer).address());
            }
        }
        return addresses;
    }

    /** Every name that there is, with its type. */
    private static List<String> names(Manifests manifests, StillCluster cluster, String suffix) {
        List<String> names = new ArrayList<>();
        for (Field service : manifests.all("Service")) {
            String name = Manifests.name(service);
            names.add(name + suffix + " A");
            for (Field port : service.get("spec", "ports").items()) {
                String protocol = port.get("protocol").text("TCP").equals("TCP") ? "_tcp" : "_udp";
                names.add("_" + port.get("name").text() + "." + protocol + "." + name + suffix + " SRV");
            }
            for (Pod pod : cluster.endpoints(service)) {
                if (pod.subdomain().equals(name)) {
                    names.add(pod.name() + "." + name + suffix + " A");
                }
            }
        }
        return names;
    }
}
