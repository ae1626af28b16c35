package dev.statefulstack.kafka;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.ForProduct;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.tree.MapNode;
import java.util.List;

/** Kafka's rules for manifests that were not made here. */
public final class KafkaManifests {
    private KafkaManifests() {}

    /** Rules over nodes of the images of Apache and Confluent that need no ZooKeeper. */
    public static Check checks() {
        return new ForProduct(KafkaManifests::isNode, List.of(new ServerChecks(), new ExternalWiring()));
    }

    private static boolean isNode(MapNode container) {
        return isKnownImage(container) && hasRoles(container);
    }

    static boolean isKnownImage(MapNode container) {
        ImageReference image = ImageReference.parse(Nodes.text(container, "image"));
        return image != null && KafkaImage.recognise(image) != null;
    }

    /** Without them a node needs ZooKeeper, of which these rules know nothing. */
    private static boolean hasRoles(MapNode container) {
        for (MapNode variable : Nodes.maps(container, "env")) {
            if (Nodes.text(variable, "name").equals(ConfigKey.ROLES.variable())) {
                return true;
            }
        }
        return false;
    }
}
