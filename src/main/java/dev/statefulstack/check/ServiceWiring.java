package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import java.util.List;
import java.util.Map;

/** Whether a StatefulSet's pods get their names from the Service that it names. */
final class ServiceWiring implements SharedCheck {
    private static final Rule MISSING = Rule.error(
            "sts-service-missing",
            "pods start all the same, but none of their names ever resolves",
            "pkg/controller/statefulset/stateful_set_utils.go initIdentity");
    private static final Rule EMPTY = Rule.warning(
            "sts-service-name-empty",
            "pods get no names in DNS, and the field cannot be changed later",
            "pkg/controller/statefulset/stateful_set_utils.go initIdentity");
    private static final Rule FIELD = Rule.error(
            "service-name-field-illegal",
            "below Kubernetes 1.33 the API server takes it, and the kubelet refuses the pods",
            "pkg/kubelet/kubelet_pods.go GeneratePodHostNameAndDomain");
    private static final Rule NOT_HEADLESS = Rule.warning(
            "sts-service-not-headless",
            "the Service's own name gives one virtual address, and names of pods depend on the DNS server",
            "Kubernetes DNS specification");
    private static final Rule MISSPELT = Rule.error(
            "cluster-ip-misspelt",
            "only the exact word None makes a Service headless; null gives it a virtual address in silence",
            "pkg/apis/core/validation/validation.go validateServiceClusterIPsRelatedFields");
    private static final Rule ALIAS = Rule.error(
            "sts-service-external-name",
            "an alias has no endpoints, so names of pods do not resolve",
            "coredns plugin/kubernetes/kubernetes.go findServices");
    private static final Rule NO_SELECTOR = Rule.error(
            "headless-no-selector",
            "without a selector nobody publishes the pods' addresses",
            "Kubernetes API: ServiceSpec.selector");
    private static final Rule SELECTOR = Rule.error(
            "sts-service-selector-mismatch",
            "the Service publishes no pod of the set, so their names don't resolve",
            "staging/src/k8s.io/endpointslice/utils.go");

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, EMPTY, FIELD, NOT_HEADLESS, MISSPELT, ALIAS, NO_SELECTOR, SELECTOR);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload set : all.sets()) {
            String name = set.serviceName();
            if (name.isEmpty()) {
                set.document()
                        .report(
                                report,
                                EMPTY.as(weight(set, all)),
                                "spec.serviceName",
                                "the set names no Service",
                                "add a headless Service, and its name as serviceName");
            } else if (!Names.isLabel(name)) {
                set.document()
                        .report(
                                report,
                                FIELD,
                                "spec.serviceName",
                                "'" + name + "' is no DNS label",
                                "name the Service by itself, without namespace or domain");
            } else {
                look(set, all, report);
            }
        }
        for (ServiceDocument service : all.services()) {
            String address = service.text("clusterIP");
            if (address.equalsIgnoreCase("None") && !address.equals("None")) {
                service.document()
                        .report(
                                report,
                                MISSPELT,
                                "spec.clusterIP",
                                "it is '" + address + "', which the API server refuses",
                                "write clusterIP: None");
            }
        }
    }

    private static void look(Workload set, Inventory all, Report report) {
        ServiceDocument service = all.governing(set);
        if (service == null) {
            missing(set, all, report);
            return;
        }
        Document document = service.document();
        if (service.isAlias()) {
            document.report(
                    report, ALIAS, "spec.type", service.name() + " is an ExternalName", "set clusterIP: None instead");
            return;
        }
        if (!service.isHeadless()) {
            notHeadless(set, service, report);
        }
        Map<String, String> selector = service.selector();
        if (selector.isEmpty()) {
            document.report(
                    report,
                    NO_SELECTOR.as(weight(set, all)),
                    "spec.selector",
                    service.name() + " has no selector",
                    "use the labels of the set's selector");
        } else if (!Workload.selects(selector, set.podLabels())) {
            document.report(
                    report,
                    SELECTOR,
                    "spec.selector",
                    "it wants " + selector + ", and the pods of " + set.name() + " have " + set.podLabels(),
                    "use the labels of the set's selector");
        }
    }

    /** Built here, the Service is ours as well; in other people's YAML it may come from somewhere else. */
    private static void missing(Workload set, Inventory all, Report report) {
        set.document()
                .report(
                        report,
                        MISSING.as(set.document().isRead() ? weight(set, all) : Severity.ERROR),
                        "spec.serviceName",
                        "there is no Service '" + set.serviceName() + "'",
                        "add it, or name one that is there");
    }

    /** An error where members call each other by names; without others a name is of little use. */
    private static Severity weight(Workload set, Inventory all) {
        if (!all.addresses().between(set).isEmpty()) {
            return Severity.ERROR;
        }
        return set.replicas() > 1 ? Severity.WARNING : Severity.INFO;
    }

    private static void notHeadless(Workload set, ServiceDocument service, Report report) {
        Document document = service.document();
        String address = service.text("clusterIP");
        if (address.equalsIgnoreCase("None")) {
            return;
        }
        if (Nodes.find(document.root(), "spec", "clusterIP") != null && address.isEmpty()) {
            document.report(
                    report,
                    MISSPELT,
                    "spec.clusterIP",
                    "it is null or empty, so " + service.name() + " gets a virtual address",
                    "write clusterIP: None");
        } else {
            Rule rule = set.replicas() > 1 || !document.isRead() ? NOT_HEADLESS : NOT_HEADLESS.as(Severity.INFO);
            document.report(report, rule, "spec.clusterIP", service.name() + " is not headless", "set clusterIP: None");
        }
    }
}
