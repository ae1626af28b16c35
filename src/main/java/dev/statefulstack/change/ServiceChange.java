package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A Service. Source: pkg/apis/core/validation/validation.go ValidateServiceUpdate, pkg/registry/core/service/storage
 * patchAllocatedValues.
 */
final class ServiceChange {
    private static final String SOURCE = "pkg/apis/core/validation/validation.go ValidateServiceUpdate";

    private static final Rule ADDRESS = Rule.unusable(
            "service-cluster-ip-immutable",
            "a Service is headless or has an address, and neither changes while it lives",
            SOURCE);
    private static final Rule NONE_KEPT = Rule.warning(
            "service-headless-kept",
            "the server fills the old clusterIP: None in again, without a word",
            "pkg/registry/core/service/storage patchAllocatedValues");
    private static final Rule LOAD_BALANCER_CLASS = Rule.unusable(
            "service-load-balancer-class-immutable",
            "the class of a load balancer cannot change once it is set",
            SOURCE);
    private static final Rule FAMILY =
            Rule.unusable("service-ip-family-immutable", "the first family of addresses cannot change", SOURCE);
    private static final Rule SELECTOR = Rule.error(
            "service-selector-misses-pods",
            "the Service publishes no pod any more; names that it gave vanish as soon as caches expire",
            "staging/src/k8s.io/endpointslice/utils.go ShouldPodBeInEndpoints");
    private static final Rule NOT_READY = Rule.error(
            "service-hides-not-ready",
            "members that are not ready vanish from DNS, so those that need each other to become ready never do",
            "staging/src/k8s.io/endpointslice/utils.go podToEndpoint");
    private static final Rule PORT_NAME = Rule.warning(
            "service-port-renamed",
            "the SRV records have the new name at once, and nobody answers under the old one",
            "coredns/coredns plugin/kubernetes; Kubernetes DNS specification");
    private static final Rule TARGET = Rule.warning(
            "service-target-port-gap",
            "a port's name is looked up in each pod, so pods of the other template are without the port while they roll",
            "staging/src/k8s.io/endpointslice/utils.go FindPort");

    static final List<Rule> RULES =
            List.of(ADDRESS, NONE_KEPT, LOAD_BALANCER_CLASS, FAMILY, SELECTOR, NOT_READY, PORT_NAME, TARGET);

    /** What the server chose, and keeps where a later version does not say it. */
    private static final List<String> ALLOCATED =
            List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy", "healthCheckNodePort");

    private static final String NONE = "None";

    private final Subject subject;
    private final Document before;
    private final Document after;
    private boolean addressSeen;

    ServiceChange(Subject subject, Document before, Document after) {
        this.subject = subject;
        this.before = before;
        this.after = after;
    }

    void look() {
        address();
        renamedPorts();
        for (Difference difference : subject.below("spec")) {
            if (isFollowing(difference)) {
                continue;
            }
            switch (difference.behind(1)) {
                case "selector" -> {
                    // Seen below, as a whole.
                }
                case "publishNotReadyAddresses" -> publishing(difference);
                case "loadBalancerClass" -> loadBalancerClass(difference);
                case "ipFamilies" -> families(difference);
                case "ipFamilyPolicy" ->
                    allocated(
                            difference,
                            isHeadless(before) ? "pods with two addresses then count twice in SRV weights" : "");
                case "ports" -> ports(difference);
                default -> allocated(difference, "");
            }
        }
        if (!subject.below("spec", "selector").isEmpty()) {
            selector();
        }
    }

    /** Whether it says only what the address or the type has said already. */
    private boolean isFollowing(Difference difference) {
        String field = difference.behind(1);
        boolean written =
                Nodes.find(before.root(), "spec", field) != null || Nodes.find(after.root(), "spec", field) != null;
        return !written
                || (addressSeen && List.of("clusterIP", "clusterIPs", "type").contains(field));
    }

    private void allocated(Difference difference, String what) {
        String field = difference.behind(1);
        boolean kept = difference.after() == null
                && (ALLOCATED.contains(field)
                        || field.equals("clusterIP")
                        || difference.path().contains("nodePort"));
        if (kept) {
            subject.verdicts()
                    .add(
                            Effect.NOTHING,
                            CommonRules.IN_PLACE,
                            difference.at(subject.pair()),
                            difference.values() + ": the server keeps what it chose");
        } else {
            subject.inPlace(difference, what);
        }
    }

    private static boolean isHeadless(Document service) {
        return address(service).equals(NONE);
    }

    private static String address(Document service) {
        return Nodes.text(service.root(), "spec", "clusterIP");
    }

    private static String type(Document service) {
        String type = Nodes.text(service.root(), "spec", "type");
        return type.isEmpty() ? "ClusterIP" : type;
    }

    private void address() {
        if (type(before).equals("ExternalName") || type(after).equals("ExternalName")) {
            return;
        }
        String old = address(before);
        String now = address(after);
        Spot spot = subject.pair().spot("spec", "clusterIP");
        if (old.equals(NONE) && !type(after).equals("ClusterIP")) {
            reject(spot, "headless -> " + type(after));
        } else if (old.equals(NONE) && now.isEmpty()) {
            addressSeen = true;
            subject.verdicts()
                    .add(
                            Effect.IGNORED,
                            NONE_KEPT,
                            spot,
                            "clusterIP: None is gone, and the Service stays headless",
                            again("to give it an address: "));
        } else if (!now.isEmpty() && !old.equals(now)) {
            reject(spot, (old.isEmpty() ? "an address" : old) + " -> " + now);
        }
    }

    private void reject(Spot spot, String what) {
        addressSeen = true;
        subject.verdicts().add(Effect.REJECTED, ADDRESS, spot, what, again(""));
    }

    private List<String> again(String purpose) {
        return List.of(
                "# " + purpose
                        + "delete and create it; its names don't resolve in between, and stay unknown to caches for"
                        + " up to 30 s",
                Kubectl.in(after) + " delete service " + after.name(),
                Kubectl.apply(after));
    }

    private void loadBalancerClass(Difference difference) {
        if (difference.before() != null
                && type(before).equals("LoadBalancer")
                && type(after).equals("LoadBalancer")) {
            subject.verdicts()
                    .add(
                            Effect.REJECTED,
                            LOAD_BALANCER_CLASS,
                            difference.at(subject.pair()),
                            difference.values(),
                            again("the address changes too: "));
        } else {
            subject.inPlace(difference, "");
        }
    }

    private void families(Difference difference) {
        List<Node> old = Nodes.items(before.root(), "spec", "ipFamilies");
        List<Node> now = Nodes.items(after.root(), "spec", "ipFamilies");
        boolean primary =
                !old.isEmpty() && !now.isEmpty() && !Nodes.text(old.get(0)).equals(Nodes.text(now.get(0)));
        if (primary) {
            subject.verdicts()
                    .add(Effect.REJECTED, FAMILY, difference.at(subject.pair()), difference.values(), again(""));
        } else {
            allocated(difference, "");
        }
    }

    private void selector() {
        Map<String, String> old = Nodes.strings(before.root(), "spec", "selector");
        Map<String, String> now = Nodes.strings(after.root(), "spec", "selector");
        List<Workload> lost = new ArrayList<>();
        boolean rolling = false;
        for (Workload workload : Workload.in(subject.versions().before())) {
            if (isNear(workload) && Workload.selects(old, workload.podLabels())) {
                Workload next = next(workload);
                if (!Workload.selects(now, workload.podLabels())) {
                    lost.add(workload);
                    rolling |= next != null && Workload.selects(now, next.podLabels());
                }
            }
        }
        Spot spot = subject.pair().spot("spec", "selector");
        if (lost.isEmpty()) {
            subject.verdicts().add(Effect.IN_PLACE, CommonRules.IN_PLACE, spot, old + " -> " + now);
            return;
        }
        List<String> names = new ArrayList<>();
        for (Workload workload : lost) {
            names.add(workload.document().toString());
        }
        subject.verdicts()
                .add(
                        Effect.AT_RISK,
                        SELECTOR,
                        spot,
                        old + " -> " + now + ": it selects no running pod of " + String.join(", ", names)
                                + (rolling ? ", and none before it has rolled" : ""),
                        rolling
                                ? List.of(
                                        "# two steps: first the new labels of the pods, beside the old ones;",
                                        "# when all have rolled, the selector; then the old labels can go")
                                : List.of(
                                        "# use labels that the pods have: those of their set's selector never change"));
    }

    private boolean isNear(Workload workload) {
        return workload.namespace().equals(before.namespace());
    }

    private @Nullable Workload next(Workload workload) {
        for (Workload other : Workload.in(subject.versions().after())) {
            if (other.document().kind().equals(workload.document().kind())
                    && other.name().equals(workload.name())
                    && other.namespace().equals(workload.namespace())) {
                return other;
            }
        }
        return null;
    }

    private void publishing(Difference difference) {
        boolean hides =
                difference.after() == null || !Values.show(difference.after()).equals("true");
        if (hides && isHeadless(before)) {
            subject.verdicts()
                    .add(
                            Effect.AT_RISK,
                            NOT_READY,
                            difference.at(subject.pair()),
                            "members that are not ready are published no longer",
                            "# keep publishNotReadyAddresses: true on the Service that gives members their names");
        } else {
            subject.inPlace(difference, "");
        }
    }

    // ---- ports

    private void ports(Difference difference) {
        String field = difference.path().get(difference.path().size() - 1);
        if (field.equals("name")) {
            subject.verdicts()
                    .add(
                            Effect.IN_PLACE,
                            PORT_NAME,
                            difference.at(subject.pair()),
                            difference.values(),
                            "# clients that ask for SRV records first; they can ask for both names meanwhile");
        } else {
            boolean removed = difference.after() == null && field.startsWith("[");
            allocated(
                    difference,
                    isHeadless(after)
                            ? "clients that use addresses connect to the pods' own port in any case"
                            : removed ? "clients of this port get no answer" : "");
        }
    }

    /** A port that is found by name in pods whose name for it changes in the same step. */
    private void renamedPorts() {
        Map<String, String> selector = Nodes.strings(after.root(), "spec", "selector");
        for (Workload workload : Workload.in(subject.versions().before())) {
            Workload next = isNear(workload) ? next(workload) : null;
            if (next == null || !Workload.selects(selector, workload.podLabels())) {
                continue;
            }
            for (MapNode port : Nodes.maps(after.root(), "spec", "ports")) {
                String target = Nodes.text(port, "targetPort");
                if (!target.isEmpty()
                        && portNames(next).contains(target)
                        && !portNames(workload).contains(target)) {
                    subject.verdicts()
                            .add(
                                    Effect.AT_RISK,
                                    TARGET,
                                    subject.pair().spot("spec.ports", Nodes.find(before.root(), "spec", "ports"), port),
                                    "the port '" + target + "' is only in the new pods of " + next.document()
                                            + "; those that have not rolled yet get nothing",
                                    "# use the port's number, or two steps: the number first, then both names");
                }
            }
        }
    }

    private static Set<String> portNames(Workload workload) {
        TreeSet<String> names = new TreeSet<>();
        for (MapNode container : workload.containers()) {
            for (MapNode port : Nodes.maps(container, "ports")) {
                names.add(Nodes.text(port, "name"));
            }
        }
        return names;
    }
}
