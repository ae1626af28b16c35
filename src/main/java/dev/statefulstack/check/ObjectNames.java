package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import java.util.List;

/** Names of objects and what Kubernetes derives from them. */
final class ObjectNames implements SharedCheck {
    private static final Rule ILLEGAL = Rule.error(
            "object-name-illegal",
            "the API server refuses the object",
            "apimachinery pkg/util/validation/validation.go");

    @Override
    public List<Rule> rules() {
        return List.of(ILLEGAL, NameRules.SET_TOO_LONG, NameRules.POD_TOO_LONG);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Document document : all.documents()) {
            if (!isLegal(document)) {
                document.report(
                        report,
                        ILLEGAL,
                        "metadata.name",
                        "'" + document.name() + "' is no name for a " + document.kind(),
                        "use lower-case letters, digits and dashes");
            }
            if (!document.namespace().isEmpty() && !Names.isLabel(document.namespace())) {
                document.report(
                        report,
                        ILLEGAL,
                        "metadata.namespace",
                        "'" + document.namespace() + "' is no namespace",
                        "use lower-case letters, digits and dashes");
            }
            if (document.kind().equals("StatefulSet") && document.name().length() > Names.STATEFUL_SET) {
                set(document, report);
            }
        }
    }

    private static void set(Document document, Report report) {
        Workload set = new Workload(document, document.root());
        String last = document.name() + "-" + (set.firstOrdinal() + Math.max(0, set.replicas() - 1));
        if (last.length() > Names.LABEL) {
            document.report(
                    report,
                    NameRules.POD_TOO_LONG,
                    "metadata.name",
                    "the pod " + last + " has " + last.length() + " characters",
                    "use a name of at most " + Names.STATEFUL_SET);
        } else {
            document.report(
                    report,
                    NameRules.SET_TOO_LONG,
                    "metadata.name",
                    "'" + document.name() + "' has " + document.name().length() + " characters",
                    "use at most " + Names.STATEFUL_SET);
        }
    }

    private static boolean isLegal(Document document) {
        if (document.isRead()
                && (document.name().isEmpty() || document.kind().startsWith("Role") || isCluster(document))) {
            return true;
        }
        return switch (document.kind()) {
            case "Service" -> Names.isServiceName(document.name());
            case "StatefulSet" -> Names.isLabel(document.name());
            default -> Names.isSubdomain(document.name());
        };
    }

    /** Names of these kinds may hold colons; an empty name may be a generateName. */
    private static boolean isCluster(Document document) {
        return document.kind().startsWith("ClusterRole") || document.kind().equals("APIService");
    }
}
