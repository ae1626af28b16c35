package dev.statefulstack.check;

import dev.statefulstack.plan.Labels;
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
                illegal(document, report);
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
                    shorten(document, Names.STATEFUL_SET));
        } else {
            document.report(
                    report,
                    NameRules.SET_TOO_LONG,
                    "metadata.name",
                    "'" + document.name() + "' has " + document.name().length() + " characters",
                    shorten(document, Names.STATEFUL_SET));
        }
    }

    private static void illegal(Document document, Report report) {
        boolean isTooLong = document.name().length() > longest(document);
        document.report(
                report,
                ILLEGAL,
                "metadata.name",
                isTooLong
                        ? "'" + document.name() + "' has " + document.name().length() + " characters"
                        : "'" + document.name() + "' is no name for a " + document.kind(),
                isTooLong ? shorten(document, longest(document)) : "use lower-case letters, digits and dashes");
    }

    private static int longest(Document document) {
        return switch (document.kind()) {
            case "Service", "StatefulSet" -> Names.LABEL;
            default -> Names.SUBDOMAIN;
        };
    }

    /** Most names are derived from the stack's: there the user has to shorten that one. */
    private static String shorten(Document document, int most) {
        String stack = Nodes.text(document.root(), "metadata", "labels", Labels.INSTANCE);
        int rest = document.name().length() - stack.length();
        return stack.isEmpty() || rest == 0 || most <= rest || !document.name().startsWith(stack)
                ? "use at most " + most
                : "use at most " + (most - rest) + " for the name '" + stack + "', which it begins with";
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
