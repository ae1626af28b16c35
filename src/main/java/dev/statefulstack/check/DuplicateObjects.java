package dev.statefulstack.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class DuplicateObjects implements Check {
    private static final Rule DUPLICATE = Rule.error(
            "object-duplicate",
            "the second one replaces the first when they are applied",
            "Kubernetes API: an object is one kind, namespace and name");

    @Override
    public List<Rule> rules() {
        return List.of(DUPLICATE);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        Map<String, Document> first = new HashMap<>();
        for (Document document : documents) {
            Document earlier = first.putIfAbsent(document.toString(), document);
            if (earlier != null) {
                document.report(
                        report,
                        DUPLICATE,
                        "",
                        document + " is there twice"
                                + (earlier.line().isEmpty() ? "" : "; the first comes from " + earlier.line()),
                        "give one of them another name or namespace");
            }
        }
    }
}
