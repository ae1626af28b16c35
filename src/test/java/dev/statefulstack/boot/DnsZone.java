package dev.statefulstack.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the cluster's DNS answers, from the Services of the manifests and the pods that run.
 *
 * @see <a href="https://github.com/kubernetes/dns/blob/master/docs/specification.md">Kubernetes DNS-Based Service
 *     Discovery</a>
 */
final class DnsZone {
    /** @param target empty for an address */
    record Answer(String address, String target, int port) {
        static Answer address(String address) {
            return new Answer(address, "", 0);
        }
    }

    /** What runs now. */
    interface Cluster {
        List<Field> services();

        /** The address of a Service that has one. */
        String serviceAddress(Field service);

        /** The pods that a Service selects and that it shows, ready or not as it says. */
        List<Pod> endpoints(Field service);
    }

    private final Cluster cluster;
    private final String suffix;

    /** @param clusterDomain such as {@code cluster.local} */
    DnsZone(Cluster cluster, String clusterDomain) {
        this.cluster = cluster;
        this.suffix = ".svc." + clusterDomain;
    }

    /**
     * The answers of a type, empty where the name exists without any of it.
     *
     * @return nothing where the name does not exist
     */
    Optional<List<Answer>> find(String question, boolean srv) {
        String name = question.toLowerCase(Locale.ROOT);
        if (!name.endsWith(suffix)) {
            return Optional.empty();
        }
        String[] labels = name.substring(0, name.length() - suffix.length()).split("\\.", -1);
        int count = labels.length;
        if (count < 2 || count > 4) {
            return Optional.empty();
        }
        Field service = service(labels[count - 2], labels[count - 1]);
        if (!service.present()) {
            return Optional.empty();
        }
        boolean headless = service.get("spec", "clusterIP").text().equals("None");
        List<Answer> addresses = new ArrayList<>();
        List<Answer> targets = new ArrayList<>();
        String zone = labels[count - 2] + "." + labels[count - 1] + suffix;
        if (count == 4) {
            if (!labels[0].startsWith("_") || !labels[1].startsWith("_")) {
                return Optional.empty();
            }
            for (Field port : service.get("spec", "ports").items()) {
                boolean asked = labels[0].equals("_" + port.get("name").text())
                        && labels[1].equals(
                                "_" + port.get("protocol").text("TCP").toLowerCase(Locale.ROOT));
                if (asked && headless) {
                    for (Pod pod : cluster.endpoints(service)) {
                        pod.port(port.get("targetPort").text(port.get("port").text()))
                                .ifPresent(number ->
                                        targets.add(new Answer("", hostLabel(pod, labels[2]) + "." + zone, number)));
                    }
                } else if (asked) {
                    targets.add(new Answer("", zone, port.get("port").number(0)));
                }
            }
        } else if (count == 3) {
            for (Pod pod : cluster.endpoints(service)) {
                if (hostLabel(pod, labels[1]).equals(labels[0])) {
                    addresses.add(Answer.address(pod.address()));
                }
            }
        } else if (headless) {
            cluster.endpoints(service).forEach(pod -> addresses.add(Answer.address(pod.address())));
        } else {
            addresses.add(Answer.address(cluster.serviceAddress(service)));
        }
        if (addresses.isEmpty() && targets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(srv ? targets : addresses);
    }

    /** A pod has its own name only below the Service that it names as its subdomain. */
    private static String hostLabel(Pod pod, String service) {
        return pod.subdomain().equals(service) ? pod.hostname() : pod.address().replace('.', '-');
    }

    private Field service(String name, String namespace) {
        return cluster.services().stream()
                .filter(service -> Manifests.name(service).equals(name)
                        && Manifests.namespace(service).equals(namespace))
                .findFirst()
                .orElse(Field.NONE);
    }
}
