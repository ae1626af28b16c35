package dev.statefulstack.stack;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Access;
import dev.statefulstack.plan.Dns;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Guard;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.plan.Labels;
import dev.statefulstack.plan.Placement;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Resources;
import dev.statefulstack.plan.Site;
import dev.statefulstack.plan.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The options as a system reads them: with a type, a default, and ready for the plan. */
public final class Settings {
    private final Options options;

    Settings(Options options) {
        this.options = options;
    }

    /** Everything that was said, for the system's own options. */
    public Options options() {
        return options;
    }

    public String name() {
        return options.stack();
    }

    public int replicas() {
        return options.get(Common.REPLICAS);
    }

    public int firstOrdinal() {
        return options.get(Common.FIRST_ORDINAL);
    }

    public String image() {
        return options.get(Common.IMAGE);
    }

    /** The image as it was typed; {@code null} in words where it was null, which findings say. */
    public String imageText() {
        return String.valueOf(options.find(Common.IMAGE));
    }

    /** What the image's name says; null where it is no image. */
    public @Nullable ImageReference imageReference() {
        String image = options.find(Common.IMAGE);
        return image == null ? null : ImageReference.parse(image);
    }

    /** The contract that the user named for the image; null where there is none, or the image is another by now. */
    public <C> @Nullable C contract(Option<NamedImage<C>> option) {
        NamedImage<C> named = options.find(option);
        return named != null && named.image().equals(options.find(Common.IMAGE)) ? named.contract() : null;
    }

    public Site site() {
        return new Site(
                options.get(Common.NAMESPACE),
                options.get(Common.CLUSTER_DOMAIN),
                Objects.requireNonNull(kubernetesVersion()));
    }

    /** Null where what the user said is no version. */
    public @Nullable KubernetesVersion kubernetesVersion() {
        String text = options.find(Common.KUBERNETES_VERSION);
        return text == null ? null : KubernetesVersion.parse(text);
    }

    public Dns dns() {
        return new Dns(site());
    }

    public Resources resources() {
        Common.Cpu cpu = options.get(Common.CPU);
        return new Resources(cpu.request(), cpu.limit(), options.get(Common.MEMORY));
    }

    /** The claim for a member's data. */
    public Storage.Claim claim(String name, String mountPath) {
        Common.Disk disk = options.get(Common.STORAGE);
        return new Storage.Claim(name, mountPath, disk.size(), disk.storageClass());
    }

    /**
     * The plan of these parts, with all that no system has to know.
     *
     * @param version of the system, or null when it is not known
     */
    public Plan plan(String system, @Nullable String version, Plan.Parts parts) {
        Map<String, String> annotations = map(Common.ANNOTATION);
        for (Common.Entry allow : options.values(Common.ALLOW)) {
            annotations.put(Document.ALLOW + allow.key(), allow.value());
        }
        Labels labels = new Labels(system, name(), version, map(Common.LABEL), annotations, map(Common.POD_ANNOTATION));
        Placement placement = new Placement(
                map(Common.NODE_SELECTOR),
                options.values(Common.TOLERATION),
                options.get(Common.ZONES),
                options.find(Common.SERVICE_ACCOUNT),
                options.values(Common.PULL_SECRET),
                options.find(Common.PRIORITY_CLASS));
        Plan.Protection protection =
                new Plan.Protection(options.get(Common.BUDGET), options.get(Common.NETWORK_POLICY));
        return new Plan(site(), labels, placement, protection, parts);
    }

    /** A single group with its names, its client Service called like the stack, and its guard. */
    public Plan plan(String system, @Nullable String version, Group group) {
        Identity identity = group.identity();
        List<Port> reachable = new ArrayList<>(Port.withRole(group.ports(), Port.Role.CLIENT));
        List<Access> accesses = new ArrayList<>();
        List<Port> members = new ArrayList<>(reachable);
        members.addAll(Port.withRole(group.ports(), Port.Role.PEER));
        members.addAll(Port.withRole(group.ports(), Port.Role.METRICS));
        accesses.add(new Access(identity.headless(), Access.Kind.MEMBERS, identity.role(), members));
        if (!reachable.isEmpty()) {
            accesses.add(new Access(name(), Access.Kind.CLIENTS, identity.role(), reachable));
        }
        Guard guard = new Guard(name(), identity.role(), group.ports(), 1);
        return plan(system, version, new Plan.Parts(List.of(group), accesses, List.of(guard), List.of()));
    }

    /** A finding about the setting of an option of this stack, or about its default. */
    public Finding finding(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        return about == null
                ? new Finding(rule, name(), what, fix, options.made().toString())
                : about.finding(rule, name(), what, fix);
    }

    /** Whether the ports of members are guarded. */
    public boolean hasNetworkPolicies() {
        return Boolean.TRUE.equals(options.find(Common.NETWORK_POLICY));
    }

    public @Nullable Setting<Integer> replicasSetting() {
        return options.setting(Common.REPLICAS);
    }

    /** Null where the number is the default. */
    public @Nullable Setting<Integer> saidReplicas() {
        return options.said(Common.REPLICAS);
    }

    public @Nullable Setting<Integer> firstOrdinalSetting() {
        return options.setting(Common.FIRST_ORDINAL);
    }

    /** What was said about volumes, of which there is nothing where the system has no default. */
    public @Nullable Setting<?> storageSetting() {
        return options.setting(Common.STORAGE);
    }

    public @Nullable Setting<String> imageSetting() {
        return options.setting(Common.IMAGE);
    }

    public @Nullable Setting<String> memorySetting() {
        return options.setting(Common.MEMORY);
    }

    public List<Setting<Env>> envSettings() {
        return options.all(Common.ENV);
    }

    private Map<String, String> map(Option<Common.Entry> option) {
        Map<String, String> map = new TreeMap<>();
        for (Common.Entry entry : options.values(option)) {
            map.put(entry.key(), entry.value());
        }
        return map;
    }
}
