package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Writes out what the API server fills in, and takes away what is the same as nothing, so that two spellings of one
 * object are equal. Kinds that are not Kubernetes' own stay as they are: what an absent field means there, nobody knows.
 *
 * <p>Source: pkg/apis/apps/v1/defaults.go, pkg/apis/core/v1/defaults.go and their neighbours.
 */
final class Defaults {
    /** Maps of texts, in which an empty text is a value. */
    private static final List<String> TEXTS = List.of(
            "labels",
            "annotations",
            "matchLabels",
            "nodeSelector",
            "data",
            "stringData",
            "binaryData",
            "parameters",
            "options",
            "volumeAttributes",
            "limits",
            "requests",
            "hard");

    /** Fields whose Go type has no room for "absent": false or 0 is the same as nothing. Source: k8s.io/api types. */
    private static final List<String> PLAIN = List.of(
            "hostNetwork",
            "hostPID",
            "hostIPC",
            "stdin",
            "stdinOnce",
            "tty",
            "readOnly",
            "publishNotReadyAddresses",
            "initialDelaySeconds",
            "minReadySeconds",
            "hostPort",
            "nodePort",
            "healthCheckNodePort");

    /** What the API server adds to what users wrote; it stands in manifests that were read back from a cluster. */
    private static final List<String> SERVER_METADATA = List.of(
            "managedFields",
            "resourceVersion",
            "uid",
            "creationTimestamp",
            "generation",
            "selfLink",
            "deletionTimestamp");

    private static final List<String> SERVER_ANNOTATIONS =
            List.of("kubectl.kubernetes.io/last-applied-configuration", "deployment.kubernetes.io/revision");

    private static final List<String> JOB_LABELS =
            List.of("controller-uid", "job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name");

    private Defaults() {}

    static MapNode of(Document document) {
        MapNode root = new Fields(document.root())
                .remove("status")
                .in("metadata", Defaults::metadata)
                .done();
        if (!isOwn(Nodes.text(root, "apiVersion"))) {
            return root;
        }
        MapNode tidy = tidy(root);
        return switch (document.kind()) {
            case "StatefulSet" -> spec(tidy, Defaults::statefulSet);
            case "Deployment" -> spec(tidy, Defaults::deployment);
            case "DaemonSet" -> spec(tidy, Defaults::daemonSet);
            case "Job" -> spec(tidy, Defaults::job);
            case "CronJob" -> spec(tidy, Defaults::cronJob);
            case "Service" -> spec(tidy, Defaults::service);
            case "PersistentVolumeClaim" -> claim(tidy);
            case "NetworkPolicy" -> spec(tidy, Defaults::networkPolicy);
            case "HorizontalPodAutoscaler" ->
                spec(tidy, spec -> new Fields(spec).orElse("minReplicas", 1).done());
            case "Secret" -> secret(tidy);
            case "StorageClass" ->
                new Fields(tidy)
                        .orElse("reclaimPolicy", "Delete")
                        .orElse("volumeBindingMode", "Immediate")
                        .done();
            default -> tidy;
        };
    }

    /** Whether the group is one of Kubernetes' own: none, a plain word, or one below k8s.io. */
    private static boolean isOwn(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return group.indexOf('.') < 0 || group.endsWith(".k8s.io");
    }

    private static MapNode spec(MapNode root, UnaryOperator<MapNode> change) {
        return new Fields(root).in("spec", change).done();
    }

    private static MapNode metadata(MapNode metadata) {
        Fields fields = new Fields(metadata).remove(SERVER_METADATA.toArray(new String[0]));
        return fields.in(
                        "annotations",
                        annotations -> new Fields(annotations)
                                .remove(SERVER_ANNOTATIONS.toArray(new String[0]))
                                .done())
                .done();
    }

    // ---- what is the same as nothing

    private static MapNode tidy(MapNode map) {
        List<MapNode.Entry> kept = new ArrayList<>();
        for (MapNode.Entry entry : map.entries()) {
            String key = entry.key().text();
            Node value = entry.value();
            if (!isNothing(key, value)) {
                kept.add(new MapNode.Entry(entry.key(), TEXTS.contains(key) ? value : tidy(value)));
            }
        }
        return new MapNode(kept, map.position());
    }

    private static Node tidy(Node node) {
        if (node instanceof MapNode map) {
            return tidy(map);
        }
        if (node instanceof ListNode list) {
            List<Node> items = new ArrayList<>();
            for (Node item : list.items()) {
                items.add(tidy(item));
            }
            return new ListNode(items, list.position());
        }
        return node;
    }

    private static boolean isNothing(String key, Node value) {
        if (value instanceof ScalarNode scalar) {
            return switch (scalar.kind()) {
                case NULL -> true;
                // An empty class means "none", an absent one "the default".
                case STRING -> scalar.text().isEmpty() && !key.equals("storageClassName");
                case BOOLEAN -> scalar.text().equals("false") && PLAIN.contains(key);
                case INTEGER -> scalar.text().equals("0") && PLAIN.contains(key);
                default -> false;
            };
        }
        if (value instanceof ListNode list) {
            return list.items().isEmpty();
        }
        return TEXTS.contains(key) && ((MapNode) value).entries().isEmpty();
    }

    // ---- what is filled in

    private static MapNode statefulSet(MapNode spec) {
        return new Fields(spec)
                .orElse("podManagementPolicy", "OrderedReady")
                .orElse("replicas", 1)
                .orElse("revisionHistoryLimit", 10)
                .orElseEmpty("updateStrategy")
                .in("updateStrategy", Defaults::strategy)
                .orElseEmpty("persistentVolumeClaimRetentionPolicy")
                .in(
                        "persistentVolumeClaimRetentionPolicy",
                        policy -> new Fields(policy)
                                .orElse("whenDeleted", "Retain")
                                .orElse("whenScaled", "Retain")
                                .done())
                .orElseEmpty("ordinals")
                .in(
                        "ordinals",
                        ordinals -> new Fields(ordinals).orElse("start", 0).done())
                .in("template", PodDefaults::template)
                .each("volumeClaimTemplates", Defaults::claim)
                .done();
    }

    private static MapNode strategy(MapNode strategy) {
        Fields fields = new Fields(strategy).orElse("type", "RollingUpdate");
        if (fields.text("type").equals("RollingUpdate")) {
            // Where the block is absent, the controller takes partition 0 as well.
            fields.orElseEmpty("rollingUpdate")
                    .in(
                            "rollingUpdate",
                            rolling ->
                                    new Fields(rolling).orElse("partition", 0).done());
        }
        return fields.done();
    }

    /** A claim, or the template of one. */
    static MapNode claim(MapNode claim) {
        return new Fields(claim)
                .remove("status", "apiVersion", "kind")
                .in("metadata", Defaults::metadata)
                .in(
                        "spec",
                        spec -> new Fields(spec)
                                .orElse("volumeMode", "Filesystem")
                                .done())
                .done();
    }

    private static MapNode deployment(MapNode spec) {
        return new Fields(spec)
                .orElse("replicas", 1)
                .orElse("revisionHistoryLimit", 10)
                .orElse("progressDeadlineSeconds", 600)
                .orElseEmpty("strategy")
                .in("strategy", strategy -> surging(strategy, "25%", "25%"))
                .in("template", PodDefaults::template)
                .done();
    }

    private static MapNode daemonSet(MapNode spec) {
        return new Fields(spec)
                .orElse("revisionHistoryLimit", 10)
                .orElseEmpty("updateStrategy")
                .in("updateStrategy", strategy -> surging(strategy, "1", "0"))
                .in("template", PodDefaults::template)
                .done();
    }

    private static MapNode surging(MapNode strategy, String unavailable, String surge) {
        Fields fields = new Fields(strategy).orElse("type", "RollingUpdate");
        if (fields.text("type").equals("RollingUpdate")) {
            fields.orElseEmpty("rollingUpdate")
                    .in(
                            "rollingUpdate",
                            rolling -> new Fields(rolling)
                                    .orElse("maxUnavailable", number(unavailable))
                                    .orElse("maxSurge", number(surge))
                                    .done());
        }
        return fields.done();
    }

    private static ScalarNode number(String text) {
        return text.endsWith("%") ? ScalarNode.string(text) : ScalarNode.integer(Long.parseLong(text));
    }

    private static MapNode job(MapNode spec) {
        Fields fields = new Fields(spec);
        if (!fields.has("completions") && !fields.has("parallelism")) {
            fields.orElse("completions", 1);
        }
        if (!fields.text("manualSelector").equals("true")) {
            // The server makes the selector, and puts its labels into the template.
            fields.remove("selector", "manualSelector").in("template", Defaults::withoutJobLabels);
        }
        return fields.orElse("parallelism", 1)
                .orElse("backoffLimit", 6)
                .orElse("completionMode", "NonIndexed")
                .orElse("suspend", false)
                .orElse("podReplacementPolicy", "TerminatingOrFailed")
                .in("template", PodDefaults::template)
                .done();
    }

    private static MapNode withoutJobLabels(MapNode template) {
        return new Fields(template)
                .orElseEmpty("metadata")
                .in(
                        "metadata",
                        metadata -> tidy(new Fields(metadata)
                                .in(
                                        "labels",
                                        labels -> new Fields(labels)
                                                .remove(JOB_LABELS.toArray(new String[0]))
                                                .done())
                                .done()))
                .done();
    }

    private static MapNode cronJob(MapNode spec) {
        return new Fields(spec)
                .orElse("concurrencyPolicy", "Allow")
                .orElse("suspend", false)
                .orElse("successfulJobsHistoryLimit", 3)
                .orElse("failedJobsHistoryLimit", 1)
                .in("jobTemplate", template -> spec(template, Defaults::job))
                .done();
    }

    private static MapNode service(MapNode spec) {
        Fields fields = new Fields(spec).orElse("type", "ClusterIP").orElse("sessionAffinity", "None");
        String type = fields.text("type");
        if (!type.equals("ExternalName")) {
            fields.orElse("internalTrafficPolicy", "Cluster");
        }
        if (type.equals("NodePort") || type.equals("LoadBalancer")) {
            fields.orElse("externalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            fields.orElse("allocateLoadBalancerNodePorts", true);
        }
        return fields.each("ports", Defaults::servicePort).done();
    }

    private static MapNode servicePort(MapNode port) {
        Fields fields = new Fields(port).orElse("protocol", "TCP");
        Node number = port.get("port");
        return number == null
                ? fields.done()
                : fields.orElse("targetPort", number).done();
    }

    private static MapNode networkPolicy(MapNode spec) {
        List<Node> types = new ArrayList<>(List.of(ScalarNode.string("Ingress")));
        if (spec.get("egress") != null) {
            types.add(ScalarNode.string("Egress"));
        }
        return new Fields(spec)
                .orElse("policyTypes", new ListNode(types))
                .each("ingress", Defaults::ports)
                .each("egress", Defaults::ports)
                .done();
    }

    private static MapNode ports(MapNode rule) {
        return new Fields(rule)
                .each(
                        "ports",
                        port -> new Fields(port).orElse("protocol", "TCP").done())
                .done();
    }

    /** {@code stringData} is written into {@code data} and never read back. */
    private static MapNode secret(MapNode root) {
        Fields fields = new Fields(root).orElse("type", "Opaque");
        if (root.get("stringData") instanceof MapNode texts) {
            Fields data = new Fields(root.get("data") instanceof MapNode map ? map : new MapNode(List.of()));
            for (MapNode.Entry entry : texts.entries()) {
                if (entry.value() instanceof ScalarNode scalar) {
                    byte[] bytes = scalar.text().getBytes(StandardCharsets.UTF_8);
                    data.put(
                            entry.key().text(),
                            new ScalarNode(
                                    ScalarNode.Kind.STRING,
                                    Base64.getEncoder().encodeToString(bytes),
                                    scalar.position()));
                }
            }
            fields.put("data", data.done()).remove("stringData");
        }
        return fields.done();
    }
}
