package dev.statefulstack.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a StatefulSet's pods get their names from the Service that it names. */
final class ServiceWiring implements Check {
    private static final Rule MISSING = Rule.error(
            "sts-service-missing",
            "pods start all the same, but none of their names ever resolves",
            "pkg/controller/statefulset/stateful_set_utils.go initIdentity");
    private static final Rule NOT_HEADLESS = Rule.warning(
            "sts-service-not-headless",
            "the Service's own name gives one virtual address, and names of pods depend on the DNS server",
            "Kubernetes DNS specification");
    private static final Rule SELECTOR = Rule.error(
            "sts-service-selector-mismatch",
            "the Service publishes no pod of the set, so their names don't resolve",
            "staging/src/k8s.io/endpointslice/utils.go");

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, NOT_HEADLESS, SELECTOR);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        Map<String, Document> services = new HashMap<>();
        for (Document document : documents) {
            if (document.kind().equals("Service")) {
                services.put(document.namespace() + "/" + document.name(), document);
            }
        }
        for (Workload set : Workload.statefulSetsIn(documents)) {
            if (!set.serviceName().isEmpty()) {
                Document service = services.get(set.namespace() + "/" + set.serviceName());
                if (service == null) {
                    set.document()
                            .report(
                                    report,
                                    MISSING,
                                    "spec.serviceName",
                                    "there is no Service '" + set.serviceName() + "'",
                                    "add it, or name one that is there");
                } else {
                    look(set, service, report);
                }
            }
        }
    }

    private static void look(Workload set, Document service, Report report) {
        if (!Nodes.text(service.root(), "spec", "clusterIP").equals("None")) {
            service.report(
                    report, NOT_HEADLESS, "spec.clusterIP", service.name() + " is not headless", "set clusterIP: None");
        }
        Map<String, String> selector = Nodes.strings(service.root(), "spec", "selector");
        if (!Workload.selects(selector, set.podLabels())) {
            service.report(
                    report,
                    SELECTOR,
                    "spec.selector",
                    "it wants " + selector + ", and the pods of " + set.name() + " have " + set.podLabels(),
                    "use the labels of the set's selector");
        }
    }
}
