package dev.statefulstack.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code kubectl apply} is given: the text, read by another library than the one that wrote it. */
record Manifests(List<Field> documents) {
    static Manifests read(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<Field> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(yaml)) {
            documents.add(new Field(document));
        }
        return new Manifests(List.copyOf(documents));
    }

    /** All objects of a kind, in the order of the text. */
    List<Field> all(String kind) {
        return documents.stream()
                .filter(document -> document.get("kind").text().equals(kind))
                .toList();
    }

    /** An object; there must be one. */
    Field one(String kind, String name) {
        return all(kind).stream()
                .filter(document -> name(document).equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no " + kind + " " + name + " in the manifests"));
    }

    static String name(Field object) {
        return object.get("metadata", "name").text();
    }

    static String namespace(Field object) {
        return object.get("metadata", "namespace").text("default");
    }
}
