package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether members find each other and found one cluster. */
final class DiscoveryCheck implements Check {
    private static final Rule SEEDS = Rule.error(
            "es-seed-hosts-not-headless",
            "members become ready only with a master, so other Services hide them from each other: 'master not"
                    + " discovered'",
            "elastic/elasticsearch discovery/SeedHostsResolver.java; elastic/helm-charts issues 179, 341;"
                    + " helm/charts issue 4151");
    private static final Rule SEEDS_DATA = Rule.error(
            "es-seed-hosts-data-only",
            "members without the master role lead nobody to a master",
            "elastic/elasticsearch discovery/HandshakingTransportAddressConnector.java");
    private static final Rule JOINER = Rule.error(
            "es-initial-masters-on-joiner",
            "only masters found a cluster; a member that joins must not have the list",
            "elastic/elasticsearch cluster/coordination/ClusterBootstrapService.java; Elastic documentation:"
                    + " cluster.initial_master_nodes");
    private static final Rule SINGLE_NODE = Rule.error(
            "es-initial-masters-and-single-node",
            "the server refuses to start with both",
            "elastic/elasticsearch cluster/coordination/ClusterBootstrapService.java");
    private static final Rule NODE_NAME = Rule.error(
            "es-node-name-shared",
            "the founders' names would not match, and members could not be told apart",
            "elastic/elasticsearch cluster/coordination/ClusterBootstrapService.java; statefulstack");
    private static final Rule ORDERED = Rule.error(
            "es-ordered-ready",
            "the first member becomes ready only with a master, and the others that it needs for one would wait for it",
            "elastic/elasticsearch cluster/coordination/ClusterBootstrapService.java; elastic/helm-charts"
                    + " elasticsearch: Parallel");
    private static final Rule CLUSTER_NAME = Rule.error(
            "es-cluster-name-differs",
            "members with another name never join",
            "elastic/elasticsearch discovery/HandshakingTransportAddressConnector.java");
    private static final Rule COMPONENT = Rule.error(
            "es-component-missing-in-selector",
            "the headless Service of one set would publish the pods of another, so seeds would not be masters only",
            "statefulstack");
    private static final Rule CLIENT = Rule.warning(
            "es-client-selects-masters",
            "searches and bulk requests would run on masters, which then miss their own work",
            "statefulstack");

    @Override
    public List<Rule> rules() {
        return List.of(
                SEEDS,
                SEEDS_DATA,
                ElasticsearchRules.INITIAL_UNKNOWN,
                JOINER,
                SINGLE_NODE,
                NODE_NAME,
                ORDERED,
                CLUSTER_NAME,
                COMPONENT,
                CLIENT);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        Cluster cluster = new Cluster(documents, Server.in(documents), report);
        for (Server server : cluster.servers) {
            cluster.seeds(server);
            cluster.founders(server);
            names(server, report);
            order(server, report);
            cluster.clusterName(server);
            cluster.selectors(server);
        }
    }

    private static void names(Server server, Report report) {
        String name = server.value("node.name");
        if (name != null && !name.contains("$(") && server.workload().replicas() > 1) {
            server.report(
                    report,
                    NODE_NAME,
                    "env node.name",
                    server.workload().replicas() + " members would all be called " + name,
                    "take it from the field metadata.name");
        }
    }

    private static void order(Server server, Report report) {
        Document set = server.workload().document();
        String policy = Nodes.text(set.root(), "spec", "podManagementPolicy");
        if (server.workload().isStatefulSet()
                && server.isMaster()
                && server.workload().replicas() > 1
                && !policy.equals("Parallel")) {
            server.reportPod(
                    report,
                    ORDERED,
                    "spec.podManagementPolicy",
                    "it is '" + policy + "', and " + server.workload().replicas() + " masters need each other",
                    "use Parallel");
        }
    }

    /** What shows only when the documents are seen together. */
    private record Cluster(List<Document> documents, List<Server> servers, Report report) {
        void seeds(Server server) {
            if (server.isAlone()) {
                return;
            }
            if (!server.has("discovery.seed_hosts")) {
                server.report(
                        report,
                        SEEDS,
                        "env discovery.seed_hosts",
                        "it is not there",
                        "name the headless Service of the masters");
                return;
            }
            String seeds = server.value("discovery.seed_hosts");
            if (seeds == null) {
                return;
            }
            for (String seed : Server.items(seeds)) {
                seed(server, seed);
            }
        }

        private void seed(Server server, String seed) {
            Document service = service(server, seed);
            if (service == null) {
                found(server, SEEDS, seed + " is no Service here", "name the headless Service of the masters");
            } else if (!Nodes.text(service.root(), "spec", "clusterIP").equals("None")) {
                found(
                        server,
                        SEEDS,
                        seed + " is one address for one member that is ready, chosen at random",
                        "name the headless Service of the masters");
            } else if (!Nodes.text(service.root(), "spec", "publishNotReadyAddresses")
                    .equals("true")) {
                found(
                        server,
                        SEEDS,
                        seed + " hides members that are not ready",
                        "set publishNotReadyAddresses: true on the Service " + service.name());
            } else if (!selectsMaster(service)) {
                found(server, SEEDS_DATA, seed + " has no masters", "name the headless Service of the masters");
            }
        }

        private void found(Server server, Rule rule, String what, String fix) {
            server.report(report, rule, "env discovery.seed_hosts", what, fix);
        }

        /** The Service of a seed: {@code service.namespace...}, or {@code pod.service.namespace...}. */
        private @Nullable Document service(Server server, String seed) {
            String[] labels = seed.split("[.:]", 3);
            Document elsewhere = labels.length < 2 ? null : document("Service", labels[1], labels[0]);
            if (elsewhere != null) {
                return elsewhere;
            }
            // One that is named with a namespace without it is looked at here; peer-wrong-namespace says the rest.
            Document first = document("Service", server.workload().namespace(), labels[0]);
            return first != null || labels.length < 2
                    ? first
                    : document("Service", server.workload().namespace(), labels[1]);
        }

        private boolean selectsMaster(Document service) {
            for (Server server : servers) {
                if (server.isMaster() && selects(service, server)) {
                    return true;
                }
            }
            return false;
        }

        void founders(Server server) {
            MapNode variable = server.variable("cluster.initial_master_nodes");
            if (variable == null) {
                return;
            }
            if (server.isAlone()) {
                server.report(
                        report,
                        SINGLE_NODE,
                        "env cluster.initial_master_nodes",
                        "discovery.type is single-node",
                        "leave one of the two out");
            }
            if (!server.isMaster()) {
                server.report(
                        report,
                        JOINER,
                        "env cluster.initial_master_nodes",
                        "the members' roles are " + server.value("node.roles"),
                        "leave it to the masters");
            }
            String literal = Server.literal(variable);
            Document owner = server.workload().document();
            String path = Workload.containerName(server.container()) + " env cluster.initial_master_nodes";
            if (literal == null) {
                String map = Nodes.text(variable, "valueFrom", "configMapKeyRef", "name");
                String key = Nodes.text(variable, "valueFrom", "configMapKeyRef", "key");
                owner = document("ConfigMap", server.workload().namespace(), map);
                path = "data " + key;
                literal = owner == null ? null : Nodes.text(owner.root(), "data", key);
            }
            if (owner != null && literal != null) {
                founders(owner, path, literal);
            }
        }

        private void founders(Document owner, String path, String names) {
            for (String name : Server.items(names)) {
                if (!isMaster(name)) {
                    owner.report(
                            report,
                            ElasticsearchRules.INITIAL_UNKNOWN,
                            path,
                            "'" + name + "' is no master of these manifests",
                            "use names of pods such as " + nameOfMaster() + ", without a domain");
                }
            }
        }

        private boolean isMaster(String pod) {
            for (Server server : servers) {
                if (server.isMaster() && server.hasName(pod)) {
                    return true;
                }
            }
            return false;
        }

        private String nameOfMaster() {
            for (Server server : servers) {
                if (server.isMaster()) {
                    return server.workload().name() + "-" + server.workload().firstOrdinal();
                }
            }
            return "es-0";
        }

        /** Members with the same seeds mean the same cluster. */
        void clusterName(Server server) {
            String name = server.value("cluster.name");
            for (Server other : servers) {
                String otherName = other.value("cluster.name");
                if (name != null
                        && otherName != null
                        && !name.equals(otherName)
                        && server.has("discovery.seed_hosts")
                        && String.valueOf(server.value("discovery.seed_hosts"))
                                .equals(other.value("discovery.seed_hosts"))) {
                    server.report(
                            report,
                            CLUSTER_NAME,
                            "env cluster.name",
                            "it is " + name + ", and that of "
                                    + other.workload().name() + " is " + otherName,
                            "use the same name in all sets");
                }
            }
        }

        void selectors(Server server) {
            for (Document service : services(server)) {
                boolean ownService = service.name().equals(server.workload().serviceName());
                if (Nodes.text(service.root(), "spec", "clusterIP").equals("None")) {
                    for (Server other : servers) {
                        if (ownService && !other.equals(server) && selects(service, other)) {
                            service.report(
                                    report,
                                    COMPONENT,
                                    "spec.selector",
                                    "it selects the pods of " + other.workload().name() + " too",
                                    "add the label that tells "
                                            + server.workload().name() + " from it");
                        }
                    }
                } else if (server.isDedicatedMaster() && selects(service, server)) {
                    service.report(
                            report,
                            CLIENT,
                            "spec.selector",
                            "it selects the dedicated masters of "
                                    + server.workload().name(),
                            "select the members that hold data");
                }
            }
        }

        private List<Document> services(Server server) {
            List<Document> services = new ArrayList<>();
            for (Document document : documents) {
                if (document.kind().equals("Service")
                        && document.namespace().equals(server.workload().namespace())) {
                    services.add(document);
                }
            }
            return services;
        }

        private static boolean selects(Document service, Server server) {
            Map<String, String> selector = Nodes.strings(service.root(), "spec", "selector");
            return service.namespace().equals(server.workload().namespace())
                    && Workload.selects(selector, server.workload().podLabels());
        }

        private @Nullable Document document(String kind, String namespace, String name) {
            for (Document document : documents) {
                if (document.kind().equals(kind)
                        && document.namespace().equals(namespace)
                        && document.name().equals(name)) {
                    return document;
                }
            }
            return null;
        }
    }
}
