package dev.statefulstack.plan;

import java.util.List;

/**
 * One name that a cluster's DNS answers while all members run.
 *
 * @param answers for {@link Type#A} whose address it is, a pod's or (for the client Service) the Service's; for
 *     {@link Type#SRV} priority, weight, port and target. The order of answers is not defined by DNS.
 */
public record DnsRecord(String name, Type type, Scope scope, List<String> answers) {
    public enum Type {
        A,
        SRV
    }

    /** Who can use the name. */
    public enum Scope {
        CLUSTER,
        /** Pods of the same namespace, through their search list. */
        NAMESPACE
    }

    public DnsRecord {
        answers = List.copyOf(answers);
    }

    /** {@code kafka-headless.production.svc.cluster.local A kafka-0 kafka-1 kafka-2}. */
    @Override
    public String toString() {
        return name + " " + type + " " + String.join(type == Type.A ? " " : ", ", answers);
    }
}
