package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import java.util.List;

/** What a headless Service says that has no effect, or another one than it seems. */
final class HeadlessServices implements SharedCheck {
    private static final String SERVICE = "pkg/api/service/warnings.go; kubernetes/api core/v1/types.go";

    private static final Rule PORT = Rule.warning(
            "headless-port-differs-from-target",
            "there is no proxy that would translate: clients connect to the number that they were configured with",
            SERVICE);
    private static final Rule IGNORED = Rule.info(
            "headless-ignored-field", "there is no proxy that would look at it: clients get all addresses", SERVICE);
    private static final Rule APP_PROTOCOL =
            Rule.info("grpc-appprotocol-missing", "meshes and gateways take the port for plain TCP", SERVICE);

    private static final List<String> WITHOUT_EFFECT = List.of(
            "sessionAffinity",
            "internalTrafficPolicy",
            "externalTrafficPolicy",
            "trafficDistribution",
            "loadBalancerIP");

    @Override
    public List<Rule> rules() {
        return List.of(PORT, IGNORED, APP_PROTOCOL);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (ServiceDocument service : all.services()) {
            if (service.isHeadless()) {
                look(service, report);
            }
        }
    }

    private static void look(ServiceDocument service, Report report) {
        Document document = service.document();
        for (String field : WITHOUT_EFFECT) {
            String value = Nodes.text(document.root(), "spec", field);
            // The API server writes these two itself.
            if (!value.isEmpty() && !value.equals("None") && !value.equals("Cluster")) {
                document.report(report, IGNORED, "spec." + field, field + " is " + value, "leave it out");
            }
        }
        for (MapNode port : service.ports()) {
            String name = Nodes.text(port, "name");
            int number = Nodes.integer(port, -1, "port");
            int target = Nodes.integer(port, number, "targetPort");
            if (target != number) {
                document.report(
                        report,
                        PORT,
                        "spec.ports " + name,
                        "the port is " + number + " and the container's is " + target,
                        "use " + target + " for both");
            }
            if (name.equals("grpc") && Nodes.text(port, "appProtocol").isEmpty()) {
                document.report(
                        report,
                        APP_PROTOCOL,
                        "spec.ports " + name,
                        "nothing says what is spoken there",
                        "set appProtocol: kubernetes.io/h2c, or https with TLS");
            }
        }
    }
}
