package dev.statefulstack.cassandra;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.ForProduct;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.tree.MapNode;
import java.util.List;

/** Cassandra's rules for manifests that were not made here. */
public final class CassandraManifests {
    private CassandraManifests() {}

    /** Rules over nodes of the official image. */
    public static Check checks() {
        return new ForProduct(
                CassandraManifests::isNode,
                List.of(new SeedRules(), new NodeRules(), new LifecycleRules(), new ServiceRules()));
    }

    static boolean isNode(MapNode container) {
        ImageReference image = ImageReference.parse(Nodes.text(container, "image"));
        return image != null
                && CassandraImage.recognise(image) != null
                && (image.repository().equals("cassandra") || image.hasSegment("library"));
    }
}
