package dev.statefulstack.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Services publish, and of whom. */
final class ServiceRules implements SharedCheck {
    private static final Rule NOT_PUBLISHED = Rule.warning(
            "headless-missing-publish-not-ready",
            "names of pods that are not ready do not resolve, and members have to find each other before they are ready",
            "staging/src/k8s.io/endpointslice/utils.go podToEndpoint");
    private static final Rule CLIENTS = Rule.warning(
            "client-service-publishes-not-ready",
            "clients are sent to pods that do not serve yet, and to those that are going",
            "Kubernetes API: ServiceSpec.publishNotReadyAddresses");
    private static final Rule ANNOTATION = Rule.warning(
            "tolerate-unready-annotation",
            "Kubernetes reads the field publishNotReadyAddresses only",
            "staging/src/k8s.io/endpointslice/utils.go podToEndpoint");
    private static final Rule NOTHING = Rule.warning(
            "service-selects-nothing", "the Service has no endpoints", "staging/src/k8s.io/endpointslice/utils.go");
    private static final Rule FOREIGN = Rule.warning(
            "headless-selects-foreign-pods",
            "its addresses and SRV records mix pods that hardly serve the same",
            "staging/src/k8s.io/endpointslice/utils.go");
    private static final Rule TYPE = Rule.error(
            "headless-illegal-type",
            "the API server refuses it: None is for the type ClusterIP only",
            "pkg/apis/core/validation/validation.go validateServiceClusterIPsRelatedFields");

    private static final String TOLERATE = "service.alpha.kubernetes.io/tolerate-unready-endpoints";

    @Override
    public List<Rule> rules() {
        return List.of(NOT_PUBLISHED, CLIENTS, ANNOTATION, NOTHING, FOREIGN, TYPE);
    }

    @Override
    public void look(Inventory all, Report report) {
        Map<Document, List<Workload>> governed = new HashMap<>();
        for (Workload set : all.sets()) {
            ServiceDocument service = all.governing(set);
            if (service != null) {
                governed.computeIfAbsent(service.document(), s -> new ArrayList<>())
                        .add(set);
                published(set, service, all, report);
            }
        }
        for (ServiceDocument service : all.services()) {
            List<Workload> sets = governed.getOrDefault(service.document(), List.of());
            look(service, sets, all, report);
        }
    }

    private static void published(Workload set, ServiceDocument service, Inventory all, Report report) {
        if (service.publishesNotReady() || set.replicas() < 2) {
            return;
        }
        Set<Integer> named = new HashSet<>();
        for (MemberAddress member : all.addresses().between(set)) {
            if (member.labels().size() > 1 && member.labels().get(1).equals(service.name())) {
                named.add(member.ordinal());
            }
        }
        // Who names one other member only may well wait for it to be ready first.
        if (named.size() > 1) {
            service.document()
                    .report(
                            report,
                            NOT_PUBLISHED,
                            "spec.publishNotReadyAddresses",
                            "members of " + set.name() + " call each other by names under " + service.name()
                                    + ", which publishes only those that are ready",
                            "set publishNotReadyAddresses: true");
        }
    }

    private static void look(ServiceDocument service, List<Workload> sets, Inventory all, Report report) {
        Document document = service.document();
        if (sets.isEmpty()
                && service.hasClusterIp()
                && service.publishesNotReady()
                && !PodIndex.isForOnePod(service.selector())) {
            document.report(
                    report,
                    CLIENTS,
                    "spec.publishNotReadyAddresses",
                    service.name() + " publishes pods that are not ready",
                    "leave it out; members need it on their headless Service only");
        }
        if (Nodes.find(document.root(), "metadata", "annotations", TOLERATE) != null && !service.publishesNotReady()) {
            document.report(
                    report,
                    ANNOTATION,
                    "metadata.annotations",
                    TOLERATE + " has no effect any more",
                    "set spec.publishNotReadyAddresses: true instead");
        }
        String type = service.text("type");
        if (service.isHeadless() && (type.equals("NodePort") || type.equals("LoadBalancer"))) {
            document.report(
                    report,
                    TYPE,
                    "spec.type",
                    "clusterIP is None, and the type is " + type,
                    "use a headless Service for members and another one for clients");
        }
        if (service.selector().isEmpty() || service.isAlias()) {
            return;
        }
        List<Workload> served = all.pods().servedBy(document.namespace(), service.selector());
        if (served.isEmpty() && sets.isEmpty() && all.seesPodsOf(document.namespace())) {
            document.report(
                    report,
                    NOTHING,
                    "spec.selector",
                    "no pod here has the labels " + service.selector(),
                    "use the labels of the pods that it is for");
        }
        if (service.isHeadless()) {
            foreign(service, sets, served, report);
        }
    }

    /** Several sets may share one headless Service, as racks do; each of them names it then. */
    private static void foreign(ServiceDocument service, List<Workload> sets, List<Workload> served, Report report) {
        for (Workload other : served) {
            boolean named = other.isStatefulSet() && other.serviceName().equals(service.name());
            if (!named && !sets.isEmpty()) {
                service.document()
                        .report(
                                report,
                                FOREIGN,
                                "spec.selector",
                                "it is the Service of " + sets.get(0).document() + ", and selects the pods of "
                                        + other.document() + " too",
                                "use labels that only the set has");
                return;
            }
        }
    }
}
