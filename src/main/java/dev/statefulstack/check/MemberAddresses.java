package dev.statefulstack.check;

import dev.statefulstack.check.MemberAddress.Use;
import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything in pods that names something in the cluster: variables, commands, probes, hooks, ConfigMaps. */
final class MemberAddresses {
    /** What stands around addresses in lists, URLs, assignments and scripts. */
    private static final String SEPARATORS = " \t\r\n,;=@\"'/\\()[]{}<>|&`";

    private static final boolean[] SEPARATES = new boolean[128];

    static {
        for (int i = 0; i < SEPARATORS.length(); i++) {
            SEPARATES[SEPARATORS.charAt(i)] = true;
        }
    }

    /** Parts of names of variables that list members. */
    private static final List<String> LISTS = List.of("SEED", "PEER", "JOIN", "VOTERS", "INITIAL_CLUSTER");

    private static final List<String> WORDS = List.of("command", "args");
    private static final List<String> PROBES = List.of("startupProbe", "readinessProbe", "livenessProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");

    private final Inventory all;

    /** StatefulSets, and Deployments where there is no set of the name; by name with and without namespace. */
    private final Map<String, Workload> owners = new HashMap<>();

    private final List<MemberAddress> members = new ArrayList<>();
    private final Map<Document, List<MemberAddress>> between = new HashMap<>();
    private final List<Token> tokens = new ArrayList<>();

    /** Any other name. */
    record Token(Use use, List<String> labels) {
        @Override
        public String toString() {
            return String.join(".", labels);
        }
    }

    MemberAddresses(Inventory all) {
        this.all = all;
        for (Workload workload : all.workloads()) {
            if (workload.isStatefulSet()) {
                // Where two namespaces hold sets of one name, an address can only be judged from within.
                owners.putIfAbsent(workload.name(), workload);
                owners.put(workload.namespace() + "/" + workload.name(), workload);
            }
        }
        for (Workload workload : all.workloads()) {
            if (workload.isDeployment()) {
                owners.putIfAbsent(workload.name(), workload);
                owners.putIfAbsent(workload.namespace() + "/" + workload.name(), workload);
            }
        }
        if (!owners.isEmpty()) {
            for (Workload workload : all.workloads()) {
                read(workload);
            }
        }
    }

    /** What names a pod. */
    List<MemberAddress> members() {
        return members;
    }

    /** Other names that matter: of SRV records, and all in variables that list members. */
    List<Token> others() {
        return tokens;
    }

    /** What members of the set say about each other. */
    List<MemberAddress> between(Workload set) {
        List<MemberAddress> found = between.get(set.document());
        return found == null ? List.of() : found;
    }

    private void add(MemberAddress member) {
        members.add(member);
        if (member.isBetweenMembers()) {
            List<MemberAddress> own = between.get(member.owner().document());
            if (own == null) {
                own = new ArrayList<>();
                between.put(member.owner().document(), own);
            }
            own.add(member);
        }
    }

    private void read(Workload workload) {
        Document document = workload.document();
        Set<String> configMaps = new HashSet<>();
        for (MapNode container : workload.allContainers()) {
            String name = Workload.containerName(container);
            String env = name + " env ";
            for (MapNode variable : Nodes.maps(container, "env")) {
                Node value = variable.get("value");
                if (value != null && mayNameMembers(value)) {
                    read(new Use(workload, document, value, env, Nodes.text(variable, "name")));
                }
                if (variable.get("valueFrom") instanceof MapNode source) {
                    configMaps.add(Nodes.text(source, "configMapKeyRef", "name"));
                }
            }
            for (String field : WORDS) {
                words(Nodes.items(container, field), workload, name, field);
            }
            for (String probe : PROBES) {
                words(Nodes.items(container, probe, "exec", "command"), workload, name, probe);
            }
            for (String hook : HOOKS) {
                words(
                        Nodes.items(container, "lifecycle", hook, "exec", "command"),
                        workload,
                        name,
                        "lifecycle." + hook);
            }
            for (MapNode source : Nodes.maps(container, "envFrom")) {
                configMaps.add(Nodes.text(source, "configMapRef", "name"));
            }
        }
        for (MapNode volume : workload.volumes()) {
            configMaps.add(Nodes.text(volume, "configMap", "name"));
        }
        for (String name : configMaps) {
            Document configMap = name.isEmpty() ? null : all.configuration("ConfigMap", workload.namespace(), name);
            if (configMap != null && configMap.root().get("data") instanceof MapNode data) {
                for (MapNode.Entry entry : data.entries()) {
                    if (mayNameMembers(entry.value())) {
                        read(new Use(
                                workload,
                                configMap,
                                entry.value(),
                                "data ",
                                entry.key().text()));
                    }
                }
            }
        }
    }

    private void words(List<Node> words, Workload workload, String container, String field) {
        for (Node word : words) {
            if (mayNameMembers(word)) {
                read(new Use(workload, workload.document(), word, container + " " + field, ""));
            }
        }
    }

    private static boolean mayNameMembers(Node value) {
        String text = Nodes.text(value);
        return text.indexOf('.') >= 0 || text.indexOf(':') >= 0;
    }

    private void read(Use use) {
        String text = Nodes.text(use.value());
        int start = 0;
        while (start < text.length()) {
            while (start < text.length() && isSeparator(text.charAt(start))) {
                start++;
            }
            int end = start;
            while (end < text.length() && !isSeparator(text.charAt(end))) {
                end++;
            }
            if (end > start) {
                token(text.substring(start, end), text.startsWith("//", start - 2), use);
            }
            start = end;
        }
    }

    private static boolean isSeparator(char c) {
        return c < SEPARATES.length && SEPARATES[c];
    }

    private void token(String token, boolean inUrl, Use use) {
        int colon = token.indexOf(':');
        String host = colon < 0 ? token : token.substring(0, colon);
        int dot = host.indexOf('.');
        if (dot < 0 && colon < 0 && !inUrl) {
            return;
        }
        String pod = dot < 0 ? host : host.substring(0, dot);
        if (pod.isEmpty()) {
            return;
        }
        int dash = pod.lastIndexOf('-');
        boolean numbered = dash > 0 && Names.isDecimal(pod.substring(dash + 1), 9);
        if (!numbered && pod.charAt(0) != '_' && !listsMembers(use.variable())) {
            return;
        }
        List<String> labels = Arrays.asList(host.split("\\."));
        Workload owner = numbered ? owner(pod.substring(0, dash), labels, use.workload()) : null;
        if (owner == null) {
            if (pod.charAt(0) == '_' || listsMembers(use.variable())) {
                tokens.add(new Token(use, labels));
            }
            return;
        }
        List<String> ports =
                colon < 0 ? List.of() : Arrays.asList(token.substring(colon + 1).split(":"));
        boolean address = inUrl || (!ports.isEmpty() && Names.isDecimal(ports.get(0), 5));
        if (!isFile(labels, address, owner) && !isService(labels, use.workload())) {
            add(new MemberAddress(use, owner, labels, domain(host), ports, address));
        }
    }

    /** What stands behind pod, Service, namespace and {@code svc}. */
    private static String domain(String host) {
        int at = -1;
        for (int label = 0; label < 4; label++) {
            at = host.indexOf('.', at + 1);
            if (at < 0) {
                return "";
            }
        }
        return host.substring(at + 1);
    }

    private static boolean listsMembers(String variable) {
        String upper = variable.toUpperCase(Locale.ROOT);
        for (String part : LISTS) {
            if (upper.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Workload owner(String name, List<String> labels, Workload from) {
        boolean full = labels.size() > 2;
        Workload named = full ? owners.get(labels.get(2) + "/" + name) : null;
        Workload near = named == null ? owners.get(from.namespace() + "/" + name) : named;
        // From elsewhere a name without namespace means a set that nobody sees here.
        return near == null && full ? owners.get(name) : near;
    }

    /** {@code my-app-1.jar}, {@code my-app-1.2.jar} and {@code my-app-1:}, which texts may well hold. */
    private boolean isFile(List<String> labels, boolean address, Workload owner) {
        if (labels.size() == 1) {
            return !address;
        }
        String service = labels.get(1);
        return !Names.isServiceName(service)
                || (labels.size() == 2
                        && service.indexOf('-') < 0
                        && !service.equals(owner.serviceName())
                        && all.service(owner.namespace(), service) == null);
    }

    /** One Service for each pod may be called as the pod is. */
    private boolean isService(List<String> labels, Workload from) {
        String namespace = labels.size() > 1 ? labels.get(1) : from.namespace();
        return all.service(namespace, labels.get(0)) != null || all.service(from.namespace(), labels.get(0)) != null;
    }
}
