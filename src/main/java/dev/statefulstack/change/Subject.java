package dev.statefulstack.change;

import dev.statefulstack.plan.KubernetesVersion;
import java.util.ArrayList;
import java.util.List;

/** One object that is in both versions and differs, as an examiner of its kind sees it. */
record Subject(Pair pair, List<Difference> differences, Versions versions, Verdicts verdicts) {
    KubernetesVersion kubernetes() {
        return versions.kubernetes();
    }

    /** The differences at or below the path. */
    List<Difference> below(String... path) {
        List<Difference> found = new ArrayList<>();
        for (Difference difference : differences) {
            if (difference.startsWith(path)) {
                found.add(difference);
            }
        }
        return found;
    }

    /** Reports a field that changes where it stands. */
    void inPlace(Difference difference, String what) {
        verdicts.add(
                Effect.IN_PLACE,
                CommonRules.IN_PLACE,
                difference.at(pair),
                what.isEmpty() ? difference.values() : difference.values() + "; " + what);
    }
}
