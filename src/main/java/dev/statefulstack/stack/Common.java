package dev.statefulstack.stack;

import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Placement;
import dev.statefulstack.plan.Toleration;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The options that every stack has. */
final class Common {
    static final Option<String> NAME = Option.of("name");
    static final Option<String> NAMESPACE = Option.of("namespace");
    static final Option<String> CLUSTER_DOMAIN = Option.of("clusterDomain");
    static final Option<String> KUBERNETES_VERSION = Option.of("kubernetesVersion");
    static final Option<Integer> REPLICAS = Option.of("replicas");
    static final Option<Integer> FIRST_ORDINAL = Option.of("firstOrdinal");
    static final Option<String> IMAGE = Option.of("image");
    static final Option<Disk> STORAGE = Option.of("storage");
    static final Option<Cpu> CPU = Option.of("cpu");
    static final Option<String> MEMORY = Option.of("memory");
    static final Option<Env> ENV = Option.of("env");
    static final Option<Env> ENV_FROM_SECRET = ENV.called("envFromSecret");
    static final Option<Env> ENV_FROM_CONFIG_MAP = ENV.called("envFromConfigMap");
    /** What was to be taken away and was not there, by the call that should have. */
    static final Option<String> MISSED = Option.of("without");

    static final Option<Entry> LABEL = Option.of("label");
    static final Option<Entry> ANNOTATION = Option.of("annotation");
    static final Option<Entry> POD_ANNOTATION = Option.of("podAnnotation");
    static final Option<String> SERVICE_ACCOUNT = Option.of("serviceAccount");
    static final Option<Entry> NODE_SELECTOR = Option.of("nodeSelector");
    static final Option<Toleration> TOLERATION = Option.of("toleration");
    static final Option<Placement.ZoneSpread> ZONES = Option.of("zoneSpread");
    static final Option<String> PULL_SECRET = Option.of("pullSecret");
    static final Option<String> PRIORITY_CLASS = Option.of("priorityClass");
    static final Option<Boolean> BUDGET = Option.of("disruptionBudget");
    static final Option<Boolean> NETWORK_POLICY = Option.of("networkPolicy");
    static final Option<Edit<?>> EDIT = Option.of("edit");
    static final Option<Entry> ALLOW = Option.of("allow");

    /** A key with its value. */
    record Entry(String key, String value) {}

    /** A volume's size and class; the cluster's default class where it is null. */
    record Disk(String size, @Nullable String storageClass) {}

    /** Cores asked for, and the most that may be used; no limit where it is null. */
    record Cpu(String request, @Nullable String limit) {}

    /** A change to one generated object. */
    record Edit<T extends HasMetadata>(Class<T> type, String name, Consumer<? super T> change) {}

    private Common() {}

    /** What holds where the user says nothing. Users' bytes depend on it: a change here rolls their pods. */
    static Options withDefaults(Options options) {
        return options.orElse(NAMESPACE, "default")
                .orElse(CLUSTER_DOMAIN, "cluster.local")
                .orElse(KUBERNETES_VERSION, "1.28")
                .orElse(REPLICAS, 3)
                .orElse(FIRST_ORDINAL, 0)
                .orElse(ZONES, Placement.ZoneSpread.PREFERRED)
                .orElse(BUDGET, true)
                .orElse(NETWORK_POLICY, true);
    }
}
