package dev.statefulstack.elasticsearch;

import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Member;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.plan.Resources;
import dev.statefulstack.plan.Role;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.stack.Option;
import dev.statefulstack.stack.Settings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which sets of members a stack has, and which of them found the cluster. Source: elastic/elasticsearch
 * cluster/coordination/ClusterBootstrapService.java.
 *
 * @param sets masters first
 * @param alone whether the only member never has others
 */
record Topology(List<NodeSet> sets, boolean alone) {
    private static final List<String> DATA_ROLES = List.of("data", "ingest");

    /** Masters keep the cluster's state only. */
    private static final ElasticsearchOptions.Disk MASTER_DISK = new ElasticsearchOptions.Disk("10Gi", null);

    /**
     * Members that differ by ordinal only.
     *
     * @param roles null for all
     */
    record NodeSet(
            Identity identity, @Nullable List<String> roles, Resources resources, Storage.Claim claim, Heap heap) {
        boolean isMaster() {
            return roles == null || roles.contains("master");
        }

        boolean isData() {
            return roles == null || !roles.contains("master");
        }
    }

    static Topology of(Settings settings) {
        Integer masters = settings.options().find(ElasticsearchOptions.MASTERS);
        if (masters == null) {
            NodeSet all = data(settings, settings.name(), null);
            return new Topology(
                    List.of(all),
                    settings.replicas() == 1
                            && settings.options().find(ElasticsearchOptions.FOUNDING_REPLICAS) == null
                            && !Boolean.TRUE.equals(settings.options().find(ElasticsearchOptions.FOUNDED)));
        }
        List<String> roles = said(settings, ElasticsearchOptions.DATA_ROLES, DATA_ROLES);
        return new Topology(
                List.of(masters(settings, masters), data(settings, settings.name() + "-data", roles)), false);
    }

    NodeSet masterSet() {
        return sets.get(0);
    }

    /** The members that clients talk to: never a dedicated master, which has better things to do. */
    NodeSet clientSet() {
        return sets.get(sets.size() - 1);
    }

    /** The first masters, by the names that they know themselves by. */
    List<Member> founders(Settings settings) {
        Identity masters = masterSet().identity();
        Integer count = settings.options().find(ElasticsearchOptions.FOUNDING_REPLICAS);
        Identity founders = new Identity(
                masters.group(),
                masters.role(),
                masters.headless(),
                count == null ? masters.replicas() : count,
                masters.firstOrdinal());
        return founders.members(settings.dns());
    }

    private static NodeSet masters(Settings settings, int count) {
        Storage.Claim claim = settings.claim("data", ElasticsearchImage.DATA);
        ElasticsearchOptions.Disk disk = said(settings, ElasticsearchOptions.MASTER_STORAGE, MASTER_DISK);
        String storageClass = disk.storageClass() == null ? claim.storageClass() : disk.storageClass();
        String memory = said(settings, ElasticsearchOptions.MASTER_MEMORY, "2Gi");
        return new NodeSet(
                identity(settings, settings.name() + "-master", count),
                List.of("master"),
                new Resources(said(settings, ElasticsearchOptions.MASTER_CPU, "500m"), null, memory),
                new Storage.Claim(claim.name(), claim.mountPath(), disk.size(), storageClass),
                Heap.ofMemory(bytes(memory)));
    }

    private static NodeSet data(Settings settings, String name, @Nullable List<String> roles) {
        Resources resources = settings.resources();
        String heap = settings.options().find(ElasticsearchOptions.HEAP);
        return new NodeSet(
                identity(settings, name, settings.replicas()),
                roles,
                resources,
                settings.claim("data", ElasticsearchImage.DATA),
                heap == null ? Heap.ofMemory(bytes(resources.memory())) : Heap.of(bytes(heap)));
    }

    /** The component is in the selector even of a single set, so that sets which replace it later share no pods with it. */
    private static Identity identity(Settings settings, String set, int replicas) {
        return new Identity(set, Role.component(set), Identity.headless(set), replicas, settings.firstOrdinal());
    }

    private static <T> T said(Settings settings, Option<T> option, T otherwise) {
        T value = settings.options().find(option);
        return value == null ? otherwise : value;
    }

    private static long bytes(String quantity) {
        return Objects.requireNonNull(Quantities.parseBytes(quantity));
    }
}
