package dev.statefulstack.change;

import dev.statefulstack.check.Rule;
import java.util.List;

/** Rules that objects of several kinds share. */
final class CommonRules {
    static final Rule IN_PLACE = Rule.info("change-in-place", "no pod is replaced for it", "Kubernetes API reference");
    static final Rule CREATED = Rule.info("change-created", "the object is new", "Kubernetes API reference");
    static final Rule METADATA = Rule.info(
            "change-metadata",
            "labels and annotations of the object itself are stored; pods have those of the template",
            "pkg/controller/statefulset/stateful_set_utils.go getPatch");
    static final Rule GONE = Rule.warning(
            "change-object-left",
            "kubectl apply never deletes; only --prune, Helm and other tools do that keep a list of what they applied",
            "Kubernetes documentation: declarative management of objects");
    static final List<Rule> ALL = List.of(IN_PLACE, CREATED, METADATA, GONE);

    private CommonRules() {}

    /** Whether the values say all there is to say. */
    static boolean isPlain(Rule rule) {
        return rule.equals(IN_PLACE) || rule.equals(CREATED) || rule.equals(METADATA);
    }
}
