package dev.statefulstack.yaml;

import java.util.List;

/** What was read from one file: the manifests that are legible, and everything that is wrong with the YAML itself. */
public record YamlText(List<YamlDocument> documents, List<YamlProblem> problems) {
    public YamlText {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }
}
