package dev.statefulstack.plan;

/**
 * The names that a cluster's DNS answers. The only class that builds them.
 *
 * <p>Full names are used everywhere: they have five dots, so resolvers try them as they are, they work from every
 * namespace, and certificates can carry them. Source: Kubernetes DNS specification; kubelet {@code ndots:5}.
 */
public record Dns(Site site) {
    /** {@code kafka.production.svc.cluster.local}. */
    public String service(String service) {
        return shortService(service) + "." + site.clusterDomain();
    }

    /** The same without the cluster's domain, as certificates list it beside the full name: {@code kafka.production.svc}. */
    public String shortService(String service) {
        return service + "." + site.namespace() + ".svc";
    }

    /** {@code kafka-0.kafka-headless.production.svc.cluster.local}. */
    public String member(String member, String headless) {
        return shortMember(member, service(headless));
    }

    /** The same, as pods of the same namespace may shorten it: {@code kafka-0.kafka-headless}. */
    public String shortMember(String member, String headless) {
        return member + "." + headless;
    }

    /** {@code _kafka._tcp.kafka-headless.production.svc.cluster.local}. */
    public String srv(Port port, String service) {
        return "_" + port.name() + "._tcp." + service(service);
    }
}
