package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.Rule;

/** What can be wrong both with a stack's options and with manifests. */
final class ElasticsearchRules {
    static final Rule SECURITY_UNDECIDED = Rule.unusable(
            "es-security-undecided",
            "security is on by default, and a member that looks for others makes no certificate for itself: the server"
                    + " stops at its start with 'Transport SSL must be enabled if security is enabled'; a single node"
                    + " makes one and loses it with its pod",
            "elastic/elasticsearch AutoConfigureNode.java; deviantony/docker-elk issue 668; bitnami/charts issue"
                    + " 10870");

    static final Rule INITIAL_UNKNOWN = Rule.unusable(
            "es-initial-masters-unknown",
            "the cluster is founded when more than half of the names are found, and a name is found only when it is the"
                    + " node.name of a master",
            "elastic/elasticsearch cluster/coordination/ClusterBootstrapService.java; elastic/helm-charts issue 202");

    static final Rule EMPTY = Rule.unusable(
            "es-env-empty-setting",
            "the server stops at its start: 'null-valued setting found'",
            "elastic/elasticsearch InternalSettingsPreparer.loadOverrides; tried on 8.19.10");

    static final Rule MEMORY_LOCK = Rule.unusable(
            "es-memory-lock",
            "Kubernetes has no field for the limit that it needs, so the server stops at its start",
            "elastic/elasticsearch bootstrap/BootstrapChecks.java");

    static final Rule ZEN = Rule.unusable(
            "es-zen-settings",
            "they have had no effect since 7.0, and version 8 stops at settings that it does not know",
            "Elastic documentation: obsolete Zen discovery settings; testcontainers/testcontainers-python issue 228");

    static final Rule HEAP_OVER_HALF = Rule.error(
            "es-heap-over-half",
            "the kernel kills the process when heap, threads and buffers pass the memory, searches live from the page"
                    + " cache, and beyond 31 GiB references need twice the room",
            "elastic/elasticsearch MachineDependentHeap.java; Elastic documentation: JVM heap size;"
                    + " elastic/cloud-on-k8s issue 1821");

    private ElasticsearchRules() {}
}
