package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.KubernetesVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Both versions of all manifests.
 *
 * @param pairs every object of either version, in the order of the new one; then those that are gone
 * @param kubernetes of the cluster that the new version is applied to
 */
public record Versions(List<Document> before, List<Document> after, List<Pair> pairs, KubernetesVersion kubernetes) {
    public Versions {
        before = List.copyOf(before);
        after = List.copyOf(after);
        pairs = List.copyOf(pairs);
    }

    /** The StatefulSets that are in both versions, by name: what is told once is told of the first. */
    public List<SetPair> sets() {
        List<SetPair> sets = new ArrayList<>();
        for (Pair pair : pairs) {
            if (pair.before() != null && pair.after() != null && pair.kind().equals("StatefulSet")) {
                sets.add(new SetPair(pair, new Workload(pair.before()), new Workload(pair.after())));
            }
        }
        sets.sort(Comparator.comparing(set -> Matching.key(set.pair().document())));
        return sets;
    }

    /** The object in both versions, by either of its documents. */
    Pair pairOf(Document document) {
        String key = Matching.key(document);
        for (Pair pair : pairs) {
            if (Matching.key(pair.document()).equals(key)) {
                return pair;
            }
        }
        throw new IllegalArgumentException(document + " is in neither version");
    }
}
