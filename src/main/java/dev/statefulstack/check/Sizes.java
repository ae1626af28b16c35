package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import java.util.List;

/** Objects that are too large for the API server, or for client-side apply. */
final class Sizes implements SharedCheck {
    private static final Rule LARGE = Rule.warning(
            "config-too-large",
            "client-side apply keeps the whole object in an annotation, which ends at 262144 bytes; the API server"
                    + " refuses more than 1 MiB of values",
            "pkg/apis/core/validation/validation.go ValidateConfigMap; apimachinery pkg/api/validation/objectmeta.go");

    private static final int ANNOTATIONS = 1 << 18;

    @Override
    public List<Rule> rules() {
        return List.of(LARGE);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Document document : all.documents()) {
            if (document.kind().equals("ConfigMap") || document.kind().equals("Secret")) {
                long bytes = 0;
                for (String field : List.of("data", "stringData", "binaryData")) {
                    if (document.root().get(field) instanceof MapNode map) {
                        for (MapNode.Entry entry : map.entries()) {
                            bytes += SizeRules.bytes(Nodes.text(entry.value()));
                        }
                    }
                }
                look(document, bytes, report);
            }
        }
    }

    private static void look(Document document, long bytes, Report report) {
        if (bytes > SizeRules.MOST) {
            document.report(
                    report,
                    LARGE.as(Severity.ERROR),
                    "data",
                    "the values have " + bytes + " bytes, and " + SizeRules.MOST + " is the most",
                    "split it, or put large files into the image");
        } else if (bytes > ANNOTATIONS) {
            document.report(
                    report,
                    LARGE,
                    "data",
                    "the values have " + bytes + " bytes",
                    "apply it with --server-side, or split it");
        }
    }
}
