package dev.statefulstack.check;

import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.tree.MapNode;
import java.util.List;
import java.util.Locale;

/** Variables that Kubernetes adds for Services, among those that a server reads. */
final class ServiceLinks implements SharedCheck {
    private static final Rule COLLISION = Rule.warning(
            "service-link-collision",
            "images that take every variable with such a beginning for a setting take these too, and some stop at them",
            "pkg/kubelet/envvars/envvars.go; confluentinc/cp-docker-images issue 388");

    @Override
    public List<Rule> rules() {
        return List.of(COLLISION);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (ServiceDocument service : all.services()) {
            if (service.hasClusterIp() && !service.selector().isEmpty()) {
                String prefix = service.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_";
                for (Workload workload : all.pods().servedBy(service.document().namespace(), service.selector())) {
                    if (!Nodes.text(workload.pod("enableServiceLinks")).equals("false")) {
                        look(service, prefix, workload, report);
                    }
                }
            }
        }
    }

    /** Images of which it is known: Kafka's, all of Confluent's, and etcd's. */
    private static boolean readsAll(MapNode container) {
        ImageReference image = ImageReference.parse(Nodes.text(container, "image"));
        String name = image == null ? "" : image.lastSegment();
        return name.equals("kafka") || name.equals("kafka-native") || name.equals("etcd") || name.startsWith("cp-");
    }

    /** Only the server that the Service is of reads settings under its name; its clients read single variables. */
    private static void look(ServiceDocument service, String prefix, Workload workload, Report report) {
        for (MapNode container : workload.containers()) {
            if (!readsAll(container)) {
                continue;
            }
            for (MapNode variable : Nodes.maps(container, "env")) {
                String name = Nodes.text(variable, "name");
                if (name.startsWith(prefix)) {
                    workload.document()
                            .report(
                                    report,
                                    COLLISION,
                                    variable,
                                    Workload.containerName(container) + " env " + name,
                                    "the Service " + service.name() + " adds " + prefix + "PORT=tcp://..., " + prefix
                                            + "SERVICE_HOST and more to a container that reads " + name,
                                    "set enableServiceLinks: false in the pod's spec");
                    return;
                }
            }
        }
    }
}
