package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.ForProduct;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Version;
import dev.statefulstack.tree.MapNode;
import java.util.List;

/** Elasticsearch's rules for manifests that were not made here. */
public final class ElasticsearchManifests {
    private ElasticsearchManifests() {}

    /** Rules over members of the official image, from version 8 on. */
    public static Check checks() {
        return new ForProduct(
                ElasticsearchManifests::isMember,
                List.of(new DiscoveryCheck(), new SettingsCheck(), new PodCheck(), new HeapCheck()));
    }

    private static boolean isMember(MapNode container) {
        ImageReference reference = ImageReference.parse(Nodes.text(container, "image"));
        ElasticsearchImage image = reference == null ? null : ElasticsearchImage.recognise(reference);
        Version version = image == null ? null : image.version();
        return version != null && version.isAtLeast(ElasticsearchImage.FIRST);
    }
}
