package dev.statefulstack.check;

import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All manifests of one run, read once for all checks. Each part is made when it is first asked for. */
final class Inventory {
    private final List<Document> documents = new ArrayList<>();

    /** Namespaces in which something stands that may make pods which nobody sees here. */
    private final Set<String> withCustomResources = new HashSet<>();

    private final @Nullable KubernetesVersion version;
    private final List<Workload> workloads;
    private @Nullable List<Workload> sets;
    private @Nullable List<ServiceDocument> services;
    private @Nullable List<Budget> budgets;
    private @Nullable Map<String, ServiceDocument> servicesByName;
    private @Nullable Map<String, Document> configuration;
    private @Nullable Set<String> withPods;
    private @Nullable Map<String, ServiceDocument> servicesByFile;
    private @Nullable PodIndex pods;
    private @Nullable MemberAddresses addresses;

    /**
     * The documents of a run.
     *
     * @param version the oldest Kubernetes that they are for; null where nobody says, and then no rule asks
     */
    Inventory(List<Document> documents, @Nullable KubernetesVersion version) {
        this.version = version;
        for (Document document : documents) {
            if (!document.isRead() || isBuiltIn(Nodes.text(document.root(), "apiVersion"))) {
                this.documents.add(document);
            } else {
                withCustomResources.add(document.namespace());
            }
        }
        workloads = Workload.in(this.documents);
    }

    /** Whether the API is one of Kubernetes' own; others may call anything a Service. */
    private static boolean isBuiltIn(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                || switch (apiVersion.substring(0, slash)) {
                    case "apps", "batch", "policy", "autoscaling", "extensions" -> true;
                    default -> apiVersion.startsWith(".k8s.io", slash - ".k8s.io".length());
                };
    }

    /** The resources of Kubernetes' own kinds. */
    List<Document> documents() {
        return documents;
    }

    @Nullable
    KubernetesVersion version() {
        return version;
    }

    List<Workload> workloads() {
        return workloads;
    }

    List<Workload> sets() {
        if (sets == null) {
            sets = new ArrayList<>();
            for (Workload workload : workloads) {
                if (workload.isStatefulSet()) {
                    sets.add(workload);
                }
            }
        }
        return sets;
    }

    List<ServiceDocument> services() {
        if (services == null) {
            services = ServiceDocument.in(documents);
        }
        return services;
    }

    /** The Service of that name, or null. */
    @Nullable
    ServiceDocument service(String namespace, String name) {
        if (servicesByName == null) {
            servicesByName = new HashMap<>();
            for (ServiceDocument service : services()) {
                servicesByName.put(service.document().namespace() + "/" + service.name(), service);
            }
        }
        return servicesByName.get(namespace + "/" + name);
    }

    /** The headless Service that a set takes its names from, or null. */
    @Nullable
    ServiceDocument governing(Workload set) {
        ServiceDocument found = set.serviceName().isEmpty() ? null : service(set.namespace(), set.serviceName());
        return found == null || isOneFile(found, set) ? found : nearest(found, set);
    }

    /** Of several files with one object each may be a variant: then the one beside the set is meant. */
    private ServiceDocument nearest(ServiceDocument found, Workload set) {
        if (servicesByFile == null) {
            servicesByFile = new HashMap<>();
            for (ServiceDocument service : services()) {
                servicesByFile.put(service.document().root().position().file() + " " + service.document(), service);
            }
        }
        String file = set.document().root().position().file();
        return servicesByFile.getOrDefault(file + " " + found.document(), found);
    }

    private static boolean isOneFile(ServiceDocument service, Workload set) {
        return service.document()
                .root()
                .position()
                .file()
                .equals(set.document().root().position().file());
    }

    List<Budget> budgets() {
        if (budgets == null) {
            budgets = new ArrayList<>();
            for (Document document : documents) {
                if (document.kind().equals("PodDisruptionBudget")) {
                    budgets.add(new Budget(document));
                }
            }
        }
        return budgets;
    }

    PodIndex pods() {
        if (pods == null) {
            pods = new PodIndex(workloads);
        }
        return pods;
    }

    MemberAddresses addresses() {
        if (addresses == null) {
            addresses = new MemberAddresses(this);
        }
        return addresses;
    }

    /** A ConfigMap or Secret, or null. */
    @Nullable
    Document configuration(String kind, String namespace, String name) {
        if (configuration == null) {
            configuration = new HashMap<>();
            for (Document document : documents) {
                if (document.kind().equals("ConfigMap") || document.kind().equals("Secret")) {
                    configuration.put(document.toString(), document);
                }
            }
        }
        return configuration.get(kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name);
    }

    /** Whether all that makes pods in the namespace may be here: there is something, and nothing that only others know. */
    boolean seesPodsOf(String namespace) {
        if (withCustomResources.contains(namespace)) {
            return false;
        }
        if (withPods == null) {
            withPods = new HashSet<>();
            for (Workload workload : workloads) {
                withPods.add(workload.namespace());
            }
        }
        return withPods.contains(namespace);
    }

    /** A budget with what it counts. */
    record Budget(Document document) {
        MapNode root() {
            return document.root();
        }

        Map<String, String> selector() {
            return Nodes.strings(document.root(), "spec", "selector", "matchLabels");
        }

        /** Whether the selector says more than equalities. */
        boolean hasExpressions() {
            return !Nodes.items(document.root(), "spec", "selector", "matchExpressions")
                    .isEmpty();
        }
    }
}
