package dev.statefulstack.plan;

/**
 * Where a stack will live: the outside facts that every name depends on.
 *
 * @param clusterDomain the domain that the cluster's DNS serves, usually {@code cluster.local}; it is kubelet
 *     configuration, so no manifest can find it out
 * @param kubernetes the oldest version that the manifests must work on
 */
public record Site(String namespace, String clusterDomain, KubernetesVersion kubernetes) {}
