package dev.statefulstack.kafka;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that nodes call each other by, and names of Services that get in the way, in the finished manifests. */
final class NamesCheck implements ServerCheck {
    private static final Rule SERVICE_LINKS = Rule.error(
            "kafka-service-links",
            "Kubernetes gives every pod variables named after Services; the image takes some of them for settings and stops",
            "confluentinc/cp-docker-images issue 388; helm/charts issue 5089");
    private static final Rule SERVICE_LINKS_READ = Rule.warning(
            "kafka-service-links-read",
            "Kubernetes gives every pod variables named after Services, and the image writes them into server.properties",
            "apache/kafka class kafka.docker.KafkaDockerWrapper");
    private static final Rule UNPUBLISHED = Rule.error(
            "kafka-voters-not-published",
            "voters look for each other before any of them is ready, and then none of their names resolves",
            "bitnami/charts issues 17715 and 17797; IBM/kraft-mode-kafka-on-kubernetes issue 3");
    private static final Rule DOMAINS = Rule.error(
                    "kafka-cluster-domains-mixed",
                    "a cluster has one domain, so names with another one never resolve",
                    "bitnami/charts issue 7053")
            .ofStacks("say .clusterDomain(name), which is in every name");

    /** What both images' script "launch" takes for the port of JMX. */
    private static final String JMX_PORT = "KAFKA_JMX_PORT";

    /** Keys with full names of nodes. */
    private static final List<ConfigKey> WITH_NAMES = List.of(ConfigKey.VOTERS, ConfigKey.ADVERTISED);

    @Override
    public List<Rule> rules() {
        return List.of(SERVICE_LINKS, SERVICE_LINKS_READ, UNPUBLISHED, DOMAINS);
    }

    @Override
    public void look(List<Server> servers, List<Document> documents, Report report) {
        Set<String> domains = new LinkedHashSet<>();
        for (Server server : servers) {
            for (Document document : documents) {
                if (document.kind().equals("Service")
                        && document.namespace().equals(server.set().namespace())) {
                    look(server, document, report);
                }
            }
            domains(server, domains, report);
        }
    }

    private static void look(Server server, Document service, Report report) {
        boolean headless = Nodes.text(service.root(), "spec", "clusterIP").equals("None");
        boolean linked = !server.podText("enableServiceLinks").equals("false");
        // A headless Service has no address, so it gives no variables.
        if (linked && !headless) {
            links(server, service.name(), report);
        }
        boolean published =
                Nodes.text(service.root(), "spec", "publishNotReadyAddresses").equals("true");
        if (service.name().equals(server.set().serviceName())
                && server.isController()
                && server.replicas() > 1
                && !published) {
            service.report(
                    report,
                    UNPUBLISHED,
                    "spec.publishNotReadyAddresses",
                    server.replicas() + " voters of " + server.set().name()
                            + " have their names here, and it is not true",
                    "set publishNotReadyAddresses: true");
        }
    }

    private static void links(Server server, String service, Report report) {
        String variable = service.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
        if (!variable.startsWith(KafkaConfig.PREFIX) || server.variable(variable) != null) {
            return;
        }
        ImageContract contract = server.contract();
        boolean stops = variable.equals(JMX_PORT)
                || contract == null
                || contract.refused().contains(variable);
        server.reportSet(
                report,
                stops ? SERVICE_LINKS : SERVICE_LINKS_READ,
                "spec.template.spec.enableServiceLinks",
                "the Service '" + service + "' becomes " + variable,
                "set enableServiceLinks: false");
    }

    private static void domains(Server server, Set<String> domains, Report report) {
        for (ConfigKey key : WITH_NAMES) {
            for (String item : server.items(key)) {
                int svc = item.indexOf(".svc.");
                String domain = svc < 0 ? "" : item.substring(svc + ".svc.".length(), item.lastIndexOf(':'));
                if (!domain.isEmpty() && domains.add(domain) && domains.size() > 1) {
                    server.reportSetting(
                            report,
                            DOMAINS,
                            key,
                            "the domains are " + String.join(" and ", domains),
                            "write the cluster's own domain in all names; kubelet's clusterDomain tells it");
                }
            }
        }
    }
}
