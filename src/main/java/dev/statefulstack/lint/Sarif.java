package dev.statefulstack.lint;

import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Severity;
import dev.statefulstack.yaml.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines. */
final class Sarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private Sarif() {}

    static String write(List<Finding> findings) {
        Map<String, Rule> rules = new TreeMap<>();
        for (Finding finding : findings) {
            rules.putIfAbsent(finding.id(), finding.rule());
        }
        List<String> ids = new ArrayList<>(rules.keySet());
        List<Object> results = new ArrayList<>();
        for (Finding finding : findings) {
            results.add(result(finding, ids.indexOf(finding.id())));
        }
        List<Object> descriptors = new ArrayList<>();
        for (Rule rule : rules.values()) {
            descriptors.add(Json.object(
                    "id", rule.id(),
                    "shortDescription", Json.object("text", rule.why()),
                    "help", Json.object("text", "Source: " + rule.source()),
                    "defaultConfiguration", Json.object("level", level(rule.severity()))));
        }
        Map<String, @Nullable Object> driver = Json.object("name", "statefulstack", "rules", descriptors);
        Map<String, @Nullable Object> run = Json.object(
                "tool", Json.object("driver", driver), "columnKind", "unicodeCodePoints", "results", results);
        return Json.write(Json.object("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run)));
    }

    private static Map<String, @Nullable Object> result(Finding finding, int rule) {
        Map<String, @Nullable Object> place = Json.object(
                "artifactLocation", Json.object("uri", uri(finding.position().file())),
                "region",
                        Json.object(
                                "startLine", finding.position().line(),
                                "startColumn", finding.position().column()));
        Map<String, @Nullable Object> location = Json.object("physicalLocation", place);
        location.put("logicalLocations", List.of(Json.object("fullyQualifiedName", finding.path())));
        String message = finding.what() + ": " + finding.why() + ". Fix: " + finding.fix();
        return Json.object(
                "ruleId", finding.id(),
                "ruleIndex", rule,
                "level", level(finding.severity()),
                "message", Json.object("text", message),
                "locations", List.of(location));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    /** A relative reference; characters that RFC 3986 does not allow in one are escaped. */
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder();
        for (byte b : file.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "/-._~".indexOf(c) >= 0;
            if (plain) {
                uri.append(c);
            } else {
                uri.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return uri.toString();
    }
}
