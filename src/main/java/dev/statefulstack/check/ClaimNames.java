package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class ClaimNames implements SharedCheck {
    private static final Rule COLLISION = Rule.error(
            "pvc-name-collision",
            "a claim is called <template>-<set>-<ordinal>, so two sets would write to one volume",
            "pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaimName");

    @Override
    public List<Rule> rules() {
        return List.of(COLLISION);
    }

    @Override
    public void look(Inventory all, Report report) {
        Map<String, Workload> owners = new HashMap<>();
        for (Workload set : all.sets()) {
            for (MapNode claim : set.claimTemplates()) {
                String prefix = Nodes.text(claim, "metadata", "name") + "-" + set.name();
                Workload other = owners.putIfAbsent(set.namespace() + "/" + prefix, set);
                if (other != null && !other.name().equals(set.name()) && sharesOrdinal(set, other)) {
                    set.document()
                            .report(
                                    report,
                                    COLLISION,
                                    "spec.volumeClaimTemplates",
                                    set.name() + " and " + other.name() + " would share the claims " + prefix + "-...",
                                    "rename one of the sets");
                }
            }
        }
    }

    private static boolean sharesOrdinal(Workload a, Workload b) {
        return a.firstOrdinal() < b.firstOrdinal() + b.replicas() && b.firstOrdinal() < a.firstOrdinal() + a.replicas();
    }
}
