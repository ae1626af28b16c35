package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import java.util.List;

/** Names of objects and what Kubernetes derives from them. */
final class ObjectNames implements Check {
    private static final Rule ILLEGAL = Rule.error(
            "object-name-illegal",
            "the API server refuses the object",
            "apimachinery pkg/util/validation/validation.go");

    @Override
    public List<Rule> rules() {
        return List.of(ILLEGAL, NameRules.SET_TOO_LONG);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        for (Document document : documents) {
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
                document.report(
                        report,
                        NameRules.SET_TOO_LONG,
                        "metadata.name",
                        "'" + document.name() + "' has " + document.name().length() + " characters",
                        "use at most " + Names.STATEFUL_SET);
            }
        }
    }

    private static boolean isLegal(Document document) {
        return switch (document.kind()) {
            case "Service" -> Names.isServiceName(document.name());
            case "StatefulSet" -> Names.isLabel(document.name());
            default -> Names.isSubdomain(document.name());
        };
    }
}
