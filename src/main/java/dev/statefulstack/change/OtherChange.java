package dev.statefulstack.change;

import dev.statefulstack.check.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Kinds that hold nothing but fields which act at once, some of which never change. */
final class OtherChange {
    private static final Rule IMMUTABLE = Rule.unusable(
            "immutable-field",
            "the API server refuses the object, and with it everything else that changes in it",
            "pkg/apis/rbac/validation, pkg/apis/storage/validation, pkg/apis/scheduling/validation");

    static final List<Rule> RULES = List.of(IMMUTABLE);

    /** The fields that never change, by kind. */
    private static final Map<String, List<String>> FROZEN = new LinkedHashMap<>();

    static {
        FROZEN.put("RoleBinding", List.of("roleRef"));
        FROZEN.put("ClusterRoleBinding", List.of("roleRef"));
        FROZEN.put("StorageClass", List.of("parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"));
        FROZEN.put("PriorityClass", List.of("value", "preemptionPolicy"));
    }

    private OtherChange() {}

    static void look(Subject subject) {
        List<String> frozen = FROZEN.getOrDefault(subject.pair().kind(), List.of());
        for (Difference difference : subject.differences()) {
            String field = difference.behind(0);
            if (frozen.contains(field)) {
                subject.verdicts()
                        .add(
                                Effect.REJECTED,
                                IMMUTABLE,
                                difference.at(subject.pair()),
                                difference.values(),
                                "# delete it and create it again:",
                                Kubectl.in(subject.pair().document()) + " delete "
                                        + subject.pair().kind().toLowerCase(Locale.ROOT) + " "
                                        + subject.pair().name(),
                                Kubectl.apply(subject.pair().document()));
            } else if (!field.equals("metadata") && !field.equals("apiVersion")) {
                subject.inPlace(difference, "");
            }
        }
    }
}
