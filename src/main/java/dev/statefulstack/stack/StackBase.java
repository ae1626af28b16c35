package dev.statefulstack.stack;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.ClientView;
import dev.statefulstack.plan.DnsRecord;
import dev.statefulstack.plan.DnsRecords;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Placement;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Toleration;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options and answers that stacks of all systems share. Users meet it only through its final subclasses.
 *
 * <p>Every call returns a changed copy and leaves this stack as it is. Nothing is checked before an answer is asked
 * for: {@link #findings()} then tells everything at once.
 *
 * @param <S> the subclass
 */
@CheckReturnValue
public abstract class StackBase<S extends StackBase<S>> implements AnyStack {
    private static final Rule NO_CLIENTS = Rule.unusable(
            "client-view-without-port", "there is no address that another stack could be given", "statefulstack");

    private final Options options;

    /** The options with the system's own defaults; the shared defaults are put under them. */
    protected StackBase(Options options) {
        this.options = Common.withDefaults(options);
    }

    /** The options of a new stack with the defaults that every system has to choose. */
    protected static Options options(String name, String image, String storage, String cpu, String memory) {
        return Options.named(name)
                .orElse(Common.IMAGE, image)
                .orElse(Common.STORAGE, new Common.Disk(storage, null))
                .orElse(Common.CPU, new Common.Cpu(cpu, null))
                .orElse(Common.MEMORY, memory);
    }

    /** The same where the image is the user's own, and volumes are there only when asked for. */
    protected static Options options(String name, String cpu, String memory) {
        return Options.named(name).orElse(Common.CPU, new Common.Cpu(cpu, null)).orElse(Common.MEMORY, memory);
    }

    // ---- what a system answers

    /** The same stack with other options. */
    protected abstract S copy(Options options);

    /** The rules of {@link #check}, for those who want to allow one. */
    protected abstract List<Rule> rules();

    /**
     * Looks for what is wrong with the system's options. Values may be illegal, but none is missing where there is a
     * default.
     */
    protected abstract void check(Settings settings, Report report);

    /** The rules about the next change of the manifests that only this system has; nothing here looks at them. */
    protected List<Rule> changeRules() {
        return List.of();
    }

    /** What looks at the finished manifests besides the checks that hold for every system. */
    protected List<Check> checks() {
        return List.of();
    }

    /** Whether users write commands, probes and files themselves, so that options can break any rule. */
    boolean isOpen() {
        return false;
    }

    /** The plan; called only when no option has a value that nothing can be computed from. */
    protected abstract Plan plan(Settings settings);

    // ---- where it runs

    /**
     * Sets the namespace. Default: {@code default}, with a finding of severity info, since few people mean it.
     *
     * @param namespace a DNS label; it is part of every name that members call each other by
     */
    public S namespace(String namespace) {
        return set(Common.NAMESPACE, namespace);
    }

    /**
     * Sets the domain that the cluster's DNS serves. Default: {@code cluster.local}. It is kubelet configuration
     * ({@code clusterDomain}), so nothing can find it out from here.
     */
    public S clusterDomain(String domain) {
        return set(Common.CLUSTER_DOMAIN, domain);
    }

    /**
     * Sets the oldest Kubernetes version that the manifests must work on. Default: {@code 1.28}; floor: {@code 1.27},
     * where a wrapper script stands in for the pod-index label.
     *
     * @param version such as {@code 1.28}
     */
    public S kubernetesVersion(String version) {
        return set(Common.KUBERNETES_VERSION, version);
    }

    // ---- how many and which

    /** Sets the number of members. Default: 3. */
    public S replicas(int replicas) {
        return set(Common.REPLICAS, replicas);
    }

    /** Sets the number of the first member; the others count on from there. Default: 0. */
    public S firstOrdinal(int ordinal) {
        return set(Common.FIRST_ORDINAL, ordinal);
    }

    /** Sets the image, with a tag from which its version can be read. */
    public S image(String image) {
        return set(Common.IMAGE, image);
    }

    // ---- what each member gets

    /**
     * Sets the size of each member's volume, in the cluster's default storage class.
     *
     * @param size a Kubernetes quantity such as {@code 100Gi}
     */
    public S storage(String size) {
        return record(Common.STORAGE, size == null ? null : new Common.Disk(size, null), size);
    }

    /** Sets the size and the storage class of each member's volume. */
    public S storage(String size, String storageClass) {
        return record(
                Common.STORAGE,
                size == null || storageClass == null ? null : new Common.Disk(size, storageClass),
                size,
                storageClass);
    }

    /**
     * Sets the CPU that each member asks for, without a limit: a limit pauses the process although the node has CPU to
     * spare.
     *
     * @param request a Kubernetes quantity such as {@code 500m} or {@code 2}
     */
    public S cpu(String request) {
        return record(Common.CPU, request == null ? null : new Common.Cpu(request, null), request);
    }

    /** Sets the CPU that each member asks for and the most that it may use. */
    public S cpu(String request, String limit) {
        return record(
                Common.CPU, request == null || limit == null ? null : new Common.Cpu(request, limit), request, limit);
    }

    /**
     * Sets the memory of each member, as request and as limit.
     *
     * @param memory a Kubernetes quantity such as {@code 4Gi}
     */
    public S memory(String memory) {
        return set(Common.MEMORY, memory);
    }

    /**
     * Adds an environment variable after the computed ones, so <code>$(POD_NAME)</code> may stand in it. A name that is
     * there already is an error; {@link #withoutEnv} takes the user's own away first.
     */
    public S env(String name, String value) {
        return add(Common.ENV, name == null || value == null ? null : Env.of(name, value), name, value);
    }

    /**
     * Adds an environment variable whose value is computed: a text about members ({@link Peers}), the address of
     * another stack ({@link AnyStack#clientView()}), or what a member learns about itself when it starts
     * ({@link Env.Self}).
     */
    public S env(String name, Env.Source source) {
        return add(Common.ENV, name == null || source == null ? null : new Env(name, source), name, source);
    }

    /** Adds an environment variable whose value is a key of an existing Secret. */
    public S envFromSecret(String name, String secret, String key) {
        Env env = name == null || secret == null || key == null ? null : new Env(name, new Env.SecretKey(secret, key));
        return add(Common.ENV_FROM_SECRET, env, name, secret, key);
    }

    /** Adds an environment variable whose value is a key of an existing ConfigMap. */
    public S envFromConfigMap(String name, String configMap, String key) {
        Env env = name == null || configMap == null || key == null
                ? null
                : new Env(name, new Env.ConfigKey(configMap, key, false));
        return add(Common.ENV_FROM_CONFIG_MAP, env, name, configMap, key);
    }

    /**
     * Takes away an environment variable that an earlier call added. Computed ones stay; where there is nothing to take
     * away, a finding says so.
     */
    public S withoutEnv(String name) {
        return forget(Common.ENV, name, "withoutEnv");
    }

    // ---- labels and annotations

    /**
     * Adds a label to every object and to the pods, or replaces an earlier value. Never part of a selector. A changed
     * label rolls the pods.
     */
    public S label(String key, String value) {
        return put(Common.LABEL, entry(key, value), key, value);
    }

    /** Adds an annotation to every object, not to the pods, or replaces an earlier value. */
    public S annotation(String key, String value) {
        return put(Common.ANNOTATION, entry(key, value), key, value);
    }

    /** Adds an annotation to the pods, or replaces an earlier value. A changed one rolls the pods. */
    public S podAnnotation(String key, String value) {
        return put(Common.POD_ANNOTATION, entry(key, value), key, value);
    }

    // ---- where members run

    /** Sets the service account of the pods; its token is not mounted. */
    public S serviceAccount(String name) {
        return set(Common.SERVICE_ACCOUNT, name);
    }

    /** Runs members only on nodes with this label. May be called for several labels. */
    public S nodeSelector(String key, String value) {
        return put(Common.NODE_SELECTOR, entry(key, value), key, value);
    }

    /** Takes a label away that an earlier {@link #nodeSelector} asked for. Where there is none, a finding says so. */
    public S withoutNodeSelector(String key) {
        return forget(Common.NODE_SELECTOR, key, "withoutNodeSelector");
    }

    /** Lets members run on nodes with this taint, whatever its value. */
    public S toleration(String key, Toleration.Effect effect) {
        return add(
                Common.TOLERATION,
                key == null || effect == null ? null : new Toleration(key, null, effect),
                key,
                effect);
    }

    /** Lets members run on nodes with this taint. */
    public S toleration(String key, String value, Toleration.Effect effect) {
        return add(
                Common.TOLERATION,
                key == null || value == null || effect == null ? null : new Toleration(key, value, effect),
                key,
                value,
                effect);
    }

    /** Takes {@link #requireZoneSpread} back. */
    public S preferZoneSpread() {
        return record(Common.ZONES, Placement.ZoneSpread.PREFERRED);
    }

    /** Makes a member wait rather than run where it would make the spread over zones uneven. Default: preferred. */
    public S requireZoneSpread() {
        return record(Common.ZONES, Placement.ZoneSpread.REQUIRED);
    }

    /** Adds a Secret with the registry's credentials. */
    public S pullSecret(String secret) {
        return add(Common.PULL_SECRET, secret, secret);
    }

    /** Sets the priority class of the pods. */
    public S priorityClass(String name) {
        return set(Common.PRIORITY_CLASS, name);
    }

    // ---- which objects

    /** Leaves the NetworkPolicy out. */
    public S withoutNetworkPolicy() {
        return record(Common.NETWORK_POLICY, false);
    }

    /** Leaves the PodDisruptionBudget out. */
    public S withoutDisruptionBudget() {
        return record(Common.BUDGET, false);
    }

    /** Leaves everything out but the Services and the StatefulSet. */
    public S bare() {
        return withoutNetworkPolicy().withoutDisruptionBudget();
    }

    // ---- escape hatches

    /**
     * Changes one generated object through fabric8's setters, before the checks look at it. Edits run in the order in
     * which they were added. An edit that matches no object is an error.
     *
     * <p>The object that is passed is the one that is written: change it, there is nothing to return.
     *
     * @param type such as {@code StatefulSet.class}
     * @param name of the object
     */
    public <T extends HasMetadata> S edit(Class<T> type, String name, Consumer<? super T> change) {
        Common.Edit<T> edit =
                type == null || name == null || change == null ? null : new Common.Edit<>(type, name, change);
        return add(Common.EDIT, edit, type, name, change);
    }

    /**
     * Silences one rule for this stack, and says so in the annotation {@code statefulstack.dev/allow.<rule-id>} of its
     * objects.
     *
     * @param ruleId as findings show it
     * @param reason for the next reader
     */
    public S allow(String ruleId, String reason) {
        return put(Common.ALLOW, entry(ruleId, reason), ruleId, reason);
    }

    // ---- answers

    @Override
    public Manifests manifests() {
        return Line.of(this).manifests();
    }

    @Override
    public String name() {
        return options.stack();
    }

    @Override
    public String namespace() {
        return String.valueOf(options.find(Common.NAMESPACE));
    }

    @Override
    public List<HasMetadata> resources() {
        return Line.of(this).resources();
    }

    @Override
    public List<Finding> findings() {
        return Line.withAllFindings(this).findings();
    }

    @Override
    public List<DnsRecord> dns() {
        return DnsRecords.of(Line.of(this).plan());
    }

    @Override
    public ClientView clientView() {
        ClientView view = ClientView.of(Line.of(this).plan());
        if (view == null) {
            Settings settings = new Settings(options);
            throw new InvalidStackException(List.of(settings.finding(
                    NO_CLIENTS, null, "none of the ports is for clients", "give one the role Port.Role.CLIENT")));
        }
        return view;
    }

    /**
     * The options, for what a system tells its clients.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    protected final Settings settings() {
        Line.of(this).refuseErrors();
        return new Settings(options);
    }

    /** The stack's name, its system and its namespace. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + options.stack();
    }

    final Options options() {
        return options;
    }

    // ---- how subclasses record what users say

    /** Sets the value of an option. Replaces an earlier one. */
    protected final <T> S set(Option<T> option, @Nullable T value) {
        return record(option, value, value);
    }

    /** Sets a value that is made of several arguments, or of none. */
    protected final <T> S record(Option<T> option, @Nullable T value, @Nullable Object... arguments) {
        return copy(options.set(option, value, CallSite.ofUser(), arguments));
    }

    /** Takes back all that was said of an option. */
    protected final <T> S forget(Option<T> option) {
        return copy(options.without(option));
    }

    /** Takes back what was said with the first argument. Where nothing was, a finding quotes the call. */
    protected final <T> S forget(Option<T> option, @Nullable String firstArgument, String call) {
        Options without = options.without(option, firstArgument);
        return without.all(option).size() < options.all(option).size()
                ? copy(without)
                : add(Common.MISSED.called(call), firstArgument, firstArgument);
    }

    /** Adds a value to an option that keeps all of them. */
    protected final <T> S add(Option<T> option, @Nullable T value, @Nullable Object... arguments) {
        return copy(options.add(option, value, CallSite.ofUser(), arguments));
    }

    /** Adds a value, and takes away an earlier one with the same first argument. */
    protected final <T> S put(Option<T> option, @Nullable T value, @Nullable Object... arguments) {
        return copy(options.put(option, value, CallSite.ofUser(), arguments));
    }

    private static Common.@Nullable Entry entry(@Nullable String key, @Nullable String value) {
        return key == null || value == null ? null : new Common.Entry(key, value);
    }
}
