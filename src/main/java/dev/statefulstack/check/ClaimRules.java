package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Claim templates of StatefulSets. */
final class ClaimRules implements SharedCheck {
    private static final Rule INCOMPLETE = Rule.error(
            "claim-template-incomplete",
            "below Kubernetes 1.34 the API server takes the set and refuses every claim, so no pod appears",
            "pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimSpec");
    private static final Rule DELETED = Rule.warning(
            "pvc-deleted-on-scale-down",
            "the data of a member is gone as soon as the number of replicas falls",
            "pkg/controller/statefulset/stateful_set_utils.go updateClaimOwnerRefForSetAndPod");
    private static final Rule UNMOUNTED = Rule.warning(
            "claim-template-unmounted",
            "volumes are made and paid for, and the data goes into the container's own layer",
            "pkg/controller/statefulset/stateful_set_utils.go updateStorage");
    private static final Rule SHADOWS = Rule.warning(
            "claim-template-shadows-volume",
            "the claim takes the place of the volume without a word",
            "pkg/controller/statefulset/stateful_set_utils.go updateStorage");

    @Override
    public List<Rule> rules() {
        return List.of(INCOMPLETE, DELETED, UNMOUNTED, SHADOWS);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload set : all.sets()) {
            List<MapNode> claims = set.claimTemplates();
            if (claims.isEmpty()) {
                continue;
            }
            Document document = set.document();
            if (Nodes.text(document.root(), "spec", "persistentVolumeClaimRetentionPolicy", "whenScaled")
                    .equals("Delete")) {
                document.report(
                        report,
                        DELETED,
                        "spec.persistentVolumeClaimRetentionPolicy.whenScaled",
                        "claims of " + set.name() + " are deleted when it is scaled down",
                        "use Retain");
            }
            Set<String> volumes = new HashSet<>();
            for (MapNode volume : set.volumes()) {
                volumes.add(Nodes.text(volume, "name"));
            }
            Set<String> mounted = mounted(set);
            for (MapNode claim : claims) {
                look(document, claim, volumes, mounted, report);
            }
        }
    }

    private static Set<String> mounted(Workload set) {
        Set<String> mounted = new HashSet<>();
        for (MapNode container : set.allContainers()) {
            for (MapNode mount : Nodes.maps(container, "volumeMounts")) {
                mounted.add(Nodes.text(mount, "name"));
            }
            for (MapNode device : Nodes.maps(container, "volumeDevices")) {
                mounted.add(Nodes.text(device, "name"));
            }
        }
        return mounted;
    }

    private static void look(
            Document document, MapNode claim, Set<String> volumes, Set<String> mounted, Report report) {
        String name = Nodes.text(claim, "metadata", "name");
        String path = "spec.volumeClaimTemplates";
        boolean modes = !Nodes.items(claim, "spec", "accessModes").isEmpty();
        boolean size =
                !Nodes.text(claim, "spec", "resources", "requests", "storage").isEmpty();
        if (!modes || !size) {
            document.report(
                    report,
                    INCOMPLETE,
                    claim,
                    path,
                    "the claim '" + name + "' has no " + (modes ? "resources.requests.storage" : "accessModes"),
                    modes ? "say how large it is" : "set accessModes: [ReadWriteOnce]");
        }
        if (volumes.contains(name)) {
            document.report(
                    report,
                    SHADOWS,
                    claim,
                    path,
                    "'" + name + "' is the name of a volume of the pod too",
                    "rename one of them");
        }
        if (!mounted.contains(name)) {
            document.report(
                    report,
                    UNMOUNTED,
                    claim,
                    path,
                    "no container mounts the claim '" + name + "'",
                    "mount it where the data is, or remove it");
        }
    }
}
