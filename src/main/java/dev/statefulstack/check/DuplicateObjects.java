package dev.statefulstack.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class DuplicateObjects implements SharedCheck {
    private static final Rule DUPLICATE = Rule.error(
            "object-duplicate",
            "the second one replaces the first when they are applied",
            "Kubernetes API: an object is one kind, namespace and name");

    @Override
    public List<Rule> rules() {
        return List.of(DUPLICATE);
    }

    @Override
    public void look(Inventory all, Report report) {
        Map<String, Document> first = new HashMap<>();
        for (Document document : all.documents()) {
            if (document.name().isEmpty()) {
                continue;
            }
            Document earlier = first.putIfAbsent(document.toString(), document);
            if (earlier != null) {
                document.report(
                        report,
                        isInOtherFile(document, earlier) ? DUPLICATE.as(Severity.INFO) : DUPLICATE,
                        "",
                        document + " is there twice"
                                + (earlier.line().isEmpty() ? "" : "; the first comes from " + earlier.line())
                                + (earlier.isRead()
                                        ? "; the first is at " + earlier.root().position()
                                        : ""),
                        "give one of them another name or namespace");
            }
        }
    }

    /** Files of one folder may be variants, of which only one is applied. */
    private static boolean isInOtherFile(Document document, Document earlier) {
        return document.isRead()
                && !document.root()
                        .position()
                        .file()
                        .equals(earlier.root().position().file());
    }
}
