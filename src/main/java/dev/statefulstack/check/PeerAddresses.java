package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether addresses of members name members that will be there. */
final class PeerAddresses implements SharedCheck {
    private static final Rule ORDINAL = Rule.error(
            "peer-ordinal-out-of-range",
            "no pod will ever have this name, so a quorum or a seed list waits for it",
            "pkg/controller/statefulset/stateful_set_utils.go getStartOrdinal, getEndOrdinal");
    private static final Rule SERVICE = Rule.error(
            "peer-wrong-service",
            "pods have names only under the Service that their set names",
            "staging/src/k8s.io/endpointslice/utils.go ShouldSetHostname");
    private static final Rule NAMESPACE = Rule.error(
            "peer-wrong-namespace",
            "the name does not resolve, or resolves to a pod of another stack",
            "Kubernetes DNS specification");
    private static final Rule MALFORMED = Rule.error(
            "peer-malformed-fqdn",
            "names of pods are <pod>.<service>.<namespace>.svc.<cluster domain>; anything else does not resolve",
            "coredns plugin/kubernetes/parse.go");
    private static final Rule BARE = Rule.error(
            "peer-bare-hostname",
            "the name of a pod alone resolves only within that pod",
            "pkg/kubelet/kubelet_pods.go managedHostsFileContent; Kubernetes DNS specification");
    private static final Rule PORT = Rule.warning(
            "peer-port-not-exposed",
            "most likely nobody listens there: neither the pods nor their Service declare the port",
            "Kubernetes API: containerPort");
    private static final Rule CLIENT_SERVICE = Rule.warning(
            "peer-via-client-service",
            "the address is answered by any member, the asking one too, and only by those that are ready",
            "Kubernetes DNS specification");
    private static final Rule DOMAINS = Rule.warning(
            "peer-cluster-domain-mixed",
            "a cluster has one domain, so the names under the other one do not resolve",
            "pkg/kubelet/network/dns/dns.go generateSearchesForDNSClusterFirst");
    private static final Rule SRV = Rule.error(
            "srv-name-unknown", "only named ports of a Service have SRV records", "Kubernetes DNS specification");

    private static final Rule NO_NAMES = Rule.error(
            "headless-deploy-pod-name",
            "pods of a Deployment have no names in DNS, and no numbers",
            "staging/src/k8s.io/endpointslice/utils.go ShouldSetHostname");

    @Override
    public List<Rule> rules() {
        return List.of(ORDINAL, SERVICE, MALFORMED, NAMESPACE, BARE, PORT, CLIENT_SERVICE, DOMAINS, SRV, NO_NAMES);
    }

    @Override
    public void look(Inventory all, Report report) {
        Domains domains = new Domains(all.addresses().members());
        Map<Document, Set<String>> declared = new HashMap<>();
        for (MemberAddress member : all.addresses().members()) {
            if (member.owner().isDeployment()) {
                deployment(member, all, report);
            } else if (!domains.isElsewhere(member) && set(member, report)) {
                ports(member, all, declared, report);
                domain(member, domains, report);
            }
        }
        for (MemberAddresses.Token token : all.addresses().others()) {
            if (token.labels().get(0).startsWith("_")) {
                srv(token, all, report);
            } else {
                clientService(token, all, report);
            }
        }
    }

    private static void deployment(MemberAddress member, Inventory all, Report report) {
        List<String> labels = member.labels();
        Workload deployment = member.owner();
        if (labels.size() > 1 && all.service(deployment.namespace(), labels.get(1)) != null) {
            member.use()
                    .report(
                            report,
                            NO_NAMES,
                            member + ": " + deployment.name() + " is a Deployment",
                            "use the name of a Service that selects its pods, or a StatefulSet");
        }
    }

    /** Whether the name is right. */
    private static boolean set(MemberAddress member, Report report) {
        Workload set = member.owner();
        List<String> labels = member.labels();
        String service = set.serviceName();
        int size = labels.size();
        if (!set.hasOrdinal(member.ordinal())) {
            int last = set.firstOrdinal() + set.replicas() - 1;
            return wrong(
                    member,
                    report,
                    ORDINAL,
                    set.name() + " has the ordinals " + set.firstOrdinal() + " to " + last,
                    "name a member in that range, or change replicas where the list is computed from them");
        }
        if (size == 1) {
            return (set.replicas() == 1 && member.isBetweenMembers())
                    || wrong(
                            member,
                            report,
                            BARE,
                            "it is the name of a pod without its Service",
                            "write " + labels.get(0) + "." + (service.isEmpty() ? "<service>" : service));
        }
        if (!labels.get(1).equals(service)) {
            return wrong(
                    member,
                    report,
                    SERVICE,
                    service.isEmpty()
                            ? set.name() + " names no Service"
                            : "pods of " + set.name() + " have their names under " + service,
                    "write " + labels.get(0) + "." + (service.isEmpty() ? "<service>" : service) + "...");
        }
        if (size > 2 && labels.get(2).equals("svc") && !set.namespace().equals("svc")) {
            return wrong(
                    member,
                    report,
                    MALFORMED,
                    "the namespace is missing",
                    "write " + labels.get(0) + "." + service + "." + namespace(set) + ".svc...");
        }
        if (size > 2 && !set.namespace().isEmpty() && !labels.get(2).equals(set.namespace())) {
            return wrong(
                    member,
                    report,
                    NAMESPACE,
                    set.name() + " is in the namespace " + set.namespace(),
                    "write " + labels.get(0) + "." + service + "." + set.namespace() + "...");
        }
        if (size > 3 && !labels.get(3).equals("svc")) {
            return wrong(
                    member,
                    report,
                    MALFORMED,
                    "'svc' is missing behind the namespace",
                    "write " + labels.get(0) + "." + service + "." + labels.get(2) + ".svc...");
        }
        return true;
    }

    private static boolean wrong(MemberAddress member, Report report, Rule rule, String why, String fix) {
        member.use().report(report, rule, member + ": " + why, fix);
        return false;
    }

    private static String namespace(Workload set) {
        return set.namespace().isEmpty() ? "<namespace>" : set.namespace();
    }

    /** @param declared the ports of each set, as far as they were asked for */
    private static void ports(MemberAddress member, Inventory all, Map<Document, Set<String>> declared, Report report) {
        if (member.ports().isEmpty()) {
            return;
        }
        Set<String> known = declared.get(member.owner().document());
        if (known == null) {
            known = declared(member.owner(), all);
            declared.put(member.owner().document(), known);
        }
        // To declare none is legal, and then nothing can be told.
        if (known.isEmpty()) {
            return;
        }
        for (String port : member.ports()) {
            if (Names.isDecimal(port, 5) && !known.contains(port)) {
                member.use()
                        .report(
                                report,
                                PORT,
                                member + ":" + port + ": no container of "
                                        + member.owner().name() + " declares the port " + port,
                                "use a port of the pods, or declare this one");
                return;
            }
        }
    }

    /** The ports of a set's containers, and where there are any, those of its Service. */
    private static Set<String> declared(Workload set, Inventory all) {
        Set<String> declared = new HashSet<>();
        for (MapNode container : set.allContainers()) {
            for (MapNode port : Nodes.maps(container, "ports")) {
                declared.add(Nodes.text(port, "containerPort"));
            }
        }
        ServiceDocument service = declared.isEmpty() ? null : all.governing(set);
        if (service != null) {
            for (MapNode port : service.ports()) {
                declared.add(Nodes.text(port, "port"));
                declared.add(Nodes.text(port, "targetPort"));
            }
        }
        return declared;
    }

    private static void domain(MemberAddress member, Domains domains, Report report) {
        String usual = domains.usual(member);
        if (!member.domain().isEmpty() && !member.domain().equals(usual) && domains.isFirst(member)) {
            member.use()
                    .report(
                            report,
                            DOMAINS,
                            member + ": elsewhere the cluster domain is " + usual,
                            "use the kubelet's clusterDomain everywhere");
        }
    }

    /** Under which domains members are named. */
    private static final class Domains {
        private final Map<Document, Map<String, Set<Integer>>> ordinals = new HashMap<>();
        private final Set<Document> told = new HashSet<>();

        Domains(List<MemberAddress> members) {
            for (MemberAddress member : members) {
                String domain = member.domain();
                if (!domain.isEmpty()) {
                    add(member, domain);
                }
            }
        }

        private void add(MemberAddress member, String domain) {
            Map<String, Set<Integer>> own = ordinals.get(member.owner().document());
            if (own == null) {
                own = new LinkedHashMap<>();
                ordinals.put(member.owner().document(), own);
            }
            Set<Integer> named = own.get(domain);
            if (named == null) {
                named = new HashSet<>();
                own.put(domain, named);
            }
            named.add(member.ordinal());
        }

        /** The one that is named first. */
        String usual(MemberAddress member) {
            Map<String, Set<Integer>> own = ordinals.get(member.owner().document());
            return own == null ? "" : own.keySet().iterator().next();
        }

        /** Who names one member under two domains means two clusters, each with a set of that name. */
        boolean isElsewhere(MemberAddress member) {
            String domain = member.domain();
            String usual = usual(member);
            if (domain.isEmpty() || domain.equals(usual)) {
                return false;
            }
            Map<String, Set<Integer>> own = ordinals.getOrDefault(member.owner().document(), new HashMap<>());
            return !Collections.disjoint(
                    own.getOrDefault(domain, new HashSet<>()), own.getOrDefault(usual, new HashSet<>()));
        }

        boolean isFirst(MemberAddress member) {
            return told.add(member.owner().document());
        }
    }

    /** {@code _kafka._tcp.kafka-headless.production.svc}. */
    private static void srv(MemberAddresses.Token token, Inventory all, Report report) {
        List<String> labels = token.labels();
        if (labels.size() < 3 || !labels.get(1).startsWith("_")) {
            return;
        }
        String namespace =
                labels.size() > 3 ? labels.get(3) : token.use().workload().namespace();
        ServiceDocument service = all.service(namespace, labels.get(2));
        if (service == null) {
            return;
        }
        String name = labels.get(0).substring(1);
        String protocol = labels.get(1).substring(1).toUpperCase(Locale.ROOT);
        for (MapNode port : service.ports()) {
            String own = Nodes.text(port, "protocol");
            if (Nodes.text(port, "name").equals(name) && (own.isEmpty() ? "TCP" : own).equals(protocol)) {
                return;
            }
        }
        token.use()
                .report(
                        report,
                        SRV,
                        token + ": " + service.name() + " has no port " + name + "/" + protocol,
                        "name one of its ports " + names(service));
    }

    private static String names(ServiceDocument service) {
        StringBuilder names = new StringBuilder();
        for (MapNode port : service.ports()) {
            names.append(names.length() == 0 ? "" : ", ").append(Nodes.text(port, "name"));
        }
        return "(" + names + ")";
    }

    private static void clientService(MemberAddresses.Token token, Inventory all, Report report) {
        MemberAddress.Use use = token.use();
        Workload set = use.workload();
        if (!set.isStatefulSet()) {
            return;
        }
        ServiceDocument service = named(token.labels(), set, all);
        if (service != null && service.hasClusterIp() && Workload.selects(service.selector(), set.podLabels())) {
            use.report(
                    report,
                    CLIENT_SERVICE,
                    token + ": " + service.name() + " is one address for all members",
                    "name members one by one, or their headless Service"
                            + (set.serviceName().isEmpty() ? "" : " " + set.serviceName()));
        }
    }

    private static @Nullable ServiceDocument named(List<String> labels, Workload from, Inventory all) {
        boolean here = labels.size() < 2 || labels.get(1).equals(from.namespace());
        return here ? all.service(from.namespace(), labels.get(0)) : null;
    }
}
