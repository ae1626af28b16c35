package dev.statefulstack.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A cluster of one node that runs manifests: the controllers of StatefulSets and Jobs, DNS, the Services' addresses, and
 * for each pod a kubelet.
 *
 * <p>Not played: scheduling, and minReadySeconds (the next pod follows as soon as one is ready, which is harsher).
 * NetworkPolicies let everything through, and a connection that they forbid fails the test at its end.
 */
final class Cluster implements AutoCloseable, DnsZone.Cluster, Pod.Cluster {
    static final String DOMAIN = "cluster.local";
    private static final long OBSERVED_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

    private final Machine machine;
    private final Path folder;
    private final Map<String, Pod> pods = new ConcurrentSkipListMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<ServiceProxy> proxies = new ArrayList<>();
    private final Map<String, Map<String, String>> secrets = new TreeMap<>();
    private final Machine.Names names;
    private final Thread controller;
    private final List<Client> clients = new CopyOnWriteArrayList<>();
    private final Connections connections = new Connections();
    private final Map<String, Pod> byAddress = new ConcurrentHashMap<>();

    private volatile Manifests manifests = new Manifests(List.of());
    private volatile boolean closed;
    private int generation;
    private long observed = System.nanoTime();

    /** @param name of its folder under {@code target/boot/run} */
    Cluster(String name) {
        this(name, Machines.here());
    }

    Cluster(String name, Machine machine) {
        this.machine = machine;
        folder = Path.of("target/boot/run", name).toAbsolutePath();
        try {
            Namespaces.delete(folder);
            names = machine.names(new DnsZone(this, DOMAIN), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        controller = new Thread(this::control, "controller " + name);
        controller.setDaemon(true);
        controller.start();
    }

    /** A Secret that the manifests refer to and do not hold. */
    void secret(String namespace, String name, Map<String, String> data) {
        secrets.put(namespace + "/" + name, data);
    }

    /** Like {@code kubectl apply}, but pods that run keep their template until they are started anew. */
    void apply(String yaml) {
        Manifests applied = Manifests.read(yaml);
        try {
            for (Field service : applied.all("Service")) {
                if (!service.get("spec", "clusterIP").text().equals("None") && !addresses.containsKey(key(service))) {
                    String address = machine.serviceAddress();
                    addresses.put(key(service), address);
                    for (Field port : service.get("spec", "ports").items()) {
                        proxies.add(new ServiceProxy(
                                address,
                                port.get("port").number(0),
                                () -> backends(key(service), port),
                                connections::add));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        manifests = applied;
    }

    private List<InetSocketAddress> backends(String service, Field port) {
        List<InetSocketAddress> backends = new ArrayList<>();
        for (Field candidate : services()) {
            if (key(candidate).equals(service)) {
                for (Pod pod : endpoints(candidate)) {
                    pod.port(port.get("targetPort").text(port.get("port").text()))
                            .ifPresent(number -> backends.add(new InetSocketAddress(pod.address(), number)));
                }
            }
        }
        return backends;
    }

    private static String key(Field object) {
        return Manifests.namespace(object) + "/" + Manifests.name(object);
    }

    private void control() {
        while (!closed) {
            try {
                reconcile();
                if (System.nanoTime() - observed > OBSERVED_EVERY) {
                    observe();
                    observed = System.nanoTime();
                }
            } catch (RuntimeException e) {
                if (!closed) {
                    e.printStackTrace();
                }
            }
            Await.pause();
        }
    }

    private synchronized void reconcile() {
        if (closed) {
            return;
        }
        for (Field set : manifests.all("StatefulSet")) {
            boolean ordered =
                    set.get("spec", "podManagementPolicy").text("OrderedReady").equals("OrderedReady");
            int first = set.get("spec", "ordinals", "start").number(0);
            for (int i = 0; i < set.get("spec", "replicas").number(1); i++) {
                Pod pod = pods.get(podName(set, first + i));
                if (pod == null) {
                    pod = create(set, first + i);
                }
                if (ordered && !pod.isReady()) {
                    break;
                }
            }
        }
        for (Field job : manifests.all("Job")) {
            pods.computeIfAbsent(
                    Manifests.name(job),
                    name -> start(new Pod(
                            this,
                            Manifests.namespace(job),
                            name,
                            job.get("spec", "template", "metadata", "labels").textEntries(),
                            job.get("spec", "template"),
                            "",
                            List.of(),
                            newFolder(name))));
        }
    }

    private void observe() {
        for (Pod pod : pods.values()) {
            byAddress.put(pod.address(), pod);
            connections.add(pod.address(), pod.connections());
        }
        for (Client client : clients) {
            byAddress.put(client.pod().address(), client.pod());
            connections.add(client.pod().address(), client.connections());
        }
    }

    /** The connections between pods that were made, as {@code from > to:port}. */
    Set<String> connections() {
        return between((from, to, port) -> true);
    }

    /** Those that the manifests' NetworkPolicies forbid: they are not enforced here, but seen. */
    Set<String> forbidden() {
        NetworkPolicies policies = NetworkPolicies.of(manifests);
        return between((from, to, port) -> !policies.permits(from, to, port));
    }

    private interface Choice {
        boolean takes(Pod from, Pod to, int port);
    }

    private Set<String> between(Choice choice) {
        Set<String> names = new TreeSet<>();
        for (Connection connection : connections.made()) {
            Pod from = byAddress.get(connection.from());
            Pod to = byAddress.get(connection.to());
            // The node's own are the probes, and what goes through a Service, which is seen there.
            if (from != null && to != null && from != to && choice.takes(from, to, connection.port())) {
                names.add(from.name() + " > " + to.name() + ":" + connection.port());
            }
        }
        return names;
    }

    private static String podName(Field set, int ordinal) {
        return Manifests.name(set) + "-" + ordinal;
    }

    private Pod create(Field set, int ordinal) {
        String name = podName(set, ordinal);
        Map<String, String> labels =
                set.get("spec", "template", "metadata", "labels").textEntries();
        labels.put("apps.kubernetes.io/pod-index", Integer.toString(ordinal));
        labels.put("statefulset.kubernetes.io/pod-name", name);
        Pod pod = start(new Pod(
                this,
                Manifests.namespace(set),
                name,
                labels,
                set.get("spec", "template"),
                set.get("spec", "serviceName").text(),
                set.get("spec", "volumeClaimTemplates").items().stream()
                        .map(Manifests::name)
                        .toList(),
                newFolder(name)));
        pods.put(name, pod);
        return pod;
    }

    private static Pod start(Pod pod) {
        pod.start();
        return pod;
    }

    private Path newFolder(String pod) {
        return folder.resolve("pods").resolve(pod + "-" + generation++);
    }

    Pod pod(String name) {
        Pod pod = pods.get(name);
        if (pod == null) {
            throw new IllegalStateException("no pod " + name + " runs, only " + pods.keySet());
        }
        return pod;
    }

    boolean runs(String name) {
        return pods.containsKey(name);
    }

    /** The StatefulSet's pods by ordinal. */
    List<Pod> podsOf(String set) {
        Field found = manifests.one("StatefulSet", set);
        int first = found.get("spec", "ordinals", "start").number(0);
        List<Pod> own = new ArrayList<>();
        for (int i = 0; i < found.get("spec", "replicas").number(1); i++) {
            Optional.ofNullable(pods.get(podName(found, first + i))).ifPresent(own::add);
        }
        return own;
    }

    private List<String> podNames(String set) {
        Field found = manifests.one("StatefulSet", set);
        int first = found.get("spec", "ordinals", "start").number(0);
        List<String> own = new ArrayList<>();
        for (int i = 0; i < found.get("spec", "replicas").number(1); i++) {
            own.add(podName(found, first + i));
        }
        return own;
    }

    /** Until every pod of every StatefulSet is ready and every Job is done. */
    void awaitReady(Duration limit) {
        Await.until(
                "all pods are ready",
                limit,
                () -> manifests.all("StatefulSet").stream()
                                .allMatch(set -> podNames(Manifests.name(set)).stream()
                                        .allMatch(name -> pods.containsKey(name)
                                                && pods.get(name).isReady()))
                        && manifests.all("Job").stream()
                                .allMatch(job -> pods.containsKey(Manifests.name(job))
                                        && pods.get(Manifests.name(job)).isCompleted()),
                this::state);
    }

    /** For the message of a failure: each pod and the end of what it wrote. */
    String state() {
        StringBuilder state = new StringBuilder();
        for (Pod pod : pods.values()) {
            List<String> lines = pod.log().lines().toList();
            state.append("--- %s at %s: %s, %d restarts; logs in %s%n"
                    .formatted(
                            pod.name(), pod.address(), pod.isReady() ? "ready" : "not ready", pod.restarts(), logs()));
            lines.subList(Math.max(0, lines.size() - 25), lines.size())
                    .forEach(line -> state.append(line).append('\n'));
        }
        return state.toString();
    }

    /** Ends a pod by SIGKILL; its StatefulSet makes it again, elsewhere. */
    void delete(String name) {
        Pod pod = pod(name);
        pod.delete();
        forget(name, pod);
    }

    /** Ends a pod as the kubelet does; its StatefulSet makes it again, elsewhere. */
    private void stop(String name) {
        Pod pod = pod(name);
        pod.stop();
        forget(name, pod);
    }

    private void forget(String name, Pod pod) {
        synchronized (this) {
            pods.remove(name, pod);
        }
    }

    /** One pod after the other from the highest ordinal down, each at a new address with its old claims. */
    void rollingRestart(String set, Duration limit) {
        List<String> own = new ArrayList<>(podNames(set));
        java.util.Collections.reverse(own);
        for (String name : own) {
            String before = pod(name).address();
            stop(name);
            Await.until(
                    name + " is ready again",
                    limit,
                    () -> pods.containsKey(name) && pods.get(name).isReady(),
                    this::state);
            if (pod(name).address().equals(before)) {
                throw new AssertionError(name + " has its old address " + before);
            }
        }
    }

    /** A program of the tests in a pod of its own, in another namespace, so that it knows full names only. */
    Client client(String... arguments) {
        return client("elsewhere", Map.of(), arguments);
    }

    /** The same with a member's namespace and labels, for what only members may reach. */
    Client clientAs(Pod member, String... arguments) {
        return client(member.namespace(), member.labels(), arguments);
    }

    private Client client(String namespace, Map<String, String> labels, String... arguments) {
        try {
            Client client = Client.start(this, namespace, labels, newFolder("client"), List.of(arguments));
            clients.add(client);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names that a pod asked for and that did not exist then. */
    Set<String> unknownNames() {
        return names.unknown();
    }

    /** What DNS was asked for, as name and type. */
    Set<String> questions() {
        return names.questions();
    }

    @Override
    public Machine machine() {
        return machine;
    }

    @Override
    public List<Field> services() {
        return manifests.all("Service");
    }

    @Override
    public String serviceAddress(Field service) {
        return addresses.get(key(service));
    }

    @Override
    public List<Pod> endpoints(Field service) {
        boolean all = service.get("spec", "publishNotReadyAddresses").flag(false);
        return pods.values().stream()
                .filter(pod -> pod.isSelectedBy(service) && (all || pod.isReady()))
                .toList();
    }

    /** All pods, for a machine that tells names by a file. */
    List<Pod> pods() {
        return List.copyOf(pods.values());
    }

    @Override
    public Map<String, String> serviceVariables(String namespace, boolean all) {
        Map<String, String> variables = new LinkedHashMap<>(ServiceLinks.of(
                "kubernetes",
                "10.96.0.1",
                List.of(new Field(Map.of("name", "https", "port", 443, "protocol", "TCP")))));
        for (Field service : services()) {
            if (all && Manifests.namespace(service).equals(namespace) && addresses.containsKey(key(service))) {
                variables.putAll(ServiceLinks.of(
                        Manifests.name(service),
                        serviceAddress(service),
                        service.get("spec", "ports").items()));
            }
        }
        return variables;
    }

    @Override
    public Optional<Map<String, String>> data(String kind, String namespace, String name) {
        if (kind.equals("Secret") && secrets.containsKey(namespace + "/" + name)) {
            return Optional.of(secrets.get(namespace + "/" + name));
        }
        return manifests.all(kind).stream()
                .filter(object -> key(object).equals(namespace + "/" + name))
                .findFirst()
                .map(object -> {
                    Map<String, String> data = object.get("data").textEntries();
                    data.putAll(object.get("stringData").textEntries());
                    return data;
                });
    }

    @Override
    public Path claim(String namespace, String name) {
        return folder.resolve("claims").resolve(namespace + "-" + name);
    }

    @Override
    public Path logs() {
        return folder.resolve("logs");
    }

    @Override
    public void close() {
        observe();
        closed = true;
        clients.forEach(Client::close);
        synchronized (this) {
            pods.values().forEach(Pod::kill);
            pods.values().forEach(Pod::awaitEnd);
        }
        try {
            controller.join();
            for (ServiceProxy proxy : proxies) {
                proxy.close();
            }
            names.close();
            // The logs stay.
            Namespaces.delete(folder.resolve("pods"));
            Namespaces.delete(folder.resolve("claims"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Set<String> forbidden = forbidden();
        if (!forbidden.isEmpty()) {
            throw new AssertionError("made in spite of a NetworkPolicy: " + String.join(", ", forbidden));
        }
    }
}
