package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.tree.Position;
import dev.statefulstack.yaml.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verdicts for programs. */
final class JsonReport {
    private JsonReport() {}

    static Map<String, @Nullable Object> of(Change change) {
        List<Object> verdicts = new ArrayList<>();
        for (Verdict verdict : change.verdicts()) {
            verdicts.add(of(verdict));
        }
        return Json.object("summary", change.summary(), "verdicts", verdicts);
    }

    private static Map<String, @Nullable Object> of(Verdict verdict) {
        Document document = verdict.spot().object().document();
        Map<String, @Nullable Object> object = Json.object(
                "effect", verdict.effect().id(),
                "id", verdict.id(),
                "severity", verdict.severity(),
                "kind", document.kind(),
                "namespace", document.namespace(),
                "name", document.name(),
                "path", verdict.spot().path(),
                "old", of(verdict.spot().before()),
                "new", of(verdict.spot().after()),
                "what", verdict.what(),
                "why", verdict.rule().why(),
                "do", verdict.todo(),
                "source", verdict.rule().source());
        if (verdict.effect() == Effect.ROLLS) {
            object.put("pods", verdict.pods());
        }
        if (!verdict.allowed().isEmpty()) {
            object.put("allowed", verdict.allowed());
        }
        return object;
    }

    /** Null for a version that has no place to show. */
    private static @Nullable Object of(Position position) {
        return position.equals(Position.NONE)
                ? null
                : Json.object("file", position.file(), "line", position.line(), "column", position.column());
    }
}
