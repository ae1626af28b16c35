package dev.statefulstack.change;

import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A claim that stands for itself. Source: pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimUpdate. */
final class ClaimChange {
    private static final Rule IMMUTABLE = Rule.unusable(
            "pvc-immutable-field",
            "of a claim only the size can change, and only to more",
            "pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimUpdate");
    private static final Rule GROWS = Rule.info(
            "pvc-grows",
            "the claim has to be bound and its storage class needs allowVolumeExpansion: true, else it is refused; some"
                    + " drivers need a restart of the pod",
            "pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimUpdate");

    static final List<Rule> RULES = List.of(IMMUTABLE, GROWS);

    private static final KubernetesVersion ATTRIBUTES = new KubernetesVersion(34);

    private ClaimChange() {}

    static void look(Subject subject) {
        for (Difference difference : subject.below("spec")) {
            boolean size = difference.startsWith("spec", "resources", "requests", "storage");
            boolean attributes = difference.startsWith("spec", "volumeAttributesClassName")
                    && subject.kubernetes().isAtLeast(ATTRIBUTES);
            BigDecimal old = size ? amount(difference.before()) : null;
            BigDecimal now = size ? amount(difference.after()) : null;
            if (old != null && now != null && now.compareTo(old) > 0) {
                subject.verdicts().add(Effect.IN_PLACE, GROWS, difference.at(subject.pair()), difference.values());
            } else if (attributes) {
                subject.inPlace(difference, "");
            } else if (difference.after() == null && difference.behind(1).equals("volumeName")) {
                // The binder wrote it, so it stands only in manifests that were read back from a cluster.
                subject.verdicts()
                        .add(
                                Effect.NOTHING,
                                CommonRules.IN_PLACE,
                                difference.at(subject.pair()),
                                difference.values() + ": kept");
            } else {
                subject.verdicts()
                        .add(
                                Effect.REJECTED,
                                IMMUTABLE,
                                difference.at(subject.pair()),
                                difference.values(),
                                "# make a new claim, have the system copy its data there, then delete the old one");
            }
        }
    }

    private static @Nullable BigDecimal amount(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? Quantities.parse(scalar.text()) : null;
    }
}
