package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.tree.Position;
import java.util.List;

/** Verdicts for programs. */
final class JsonReport {
    private final StringBuilder out = new StringBuilder();
    private boolean first = true;

    private JsonReport() {}

    static String of(Change change) {
        JsonReport report = new JsonReport();
        report.out.append("{\"summary\":");
        report.text(change.summary());
        report.out.append(",\"verdicts\":[");
        String separator = "\n";
        for (Verdict verdict : change.verdicts()) {
            report.out.append(separator);
            report.verdict(verdict);
            separator = ",\n";
        }
        return report.out.append("]}\n").toString();
    }

    private void verdict(Verdict verdict) {
        Document document = verdict.spot().object().document();
        open();
        field("effect", verdict.effect().id());
        field("id", verdict.id());
        field("severity", verdict.severity().toString());
        field("kind", document.kind());
        field("namespace", document.namespace());
        field("name", document.name());
        field("path", verdict.spot().path());
        position("old", verdict.spot().before());
        position("new", verdict.spot().after());
        field("what", verdict.what());
        field("why", verdict.rule().why());
        key("do");
        texts(verdict.todo());
        field("source", verdict.rule().source());
        if (verdict.effect() == Effect.ROLLS) {
            key("pods");
            out.append(verdict.pods());
        }
        if (!verdict.allowed().isEmpty()) {
            field("allowed", verdict.allowed());
        }
        out.append('}');
    }

    private void open() {
        out.append('{');
        first = true;
    }

    private void key(String key) {
        out.append(first ? "" : ",").append('"').append(key).append("\":");
        first = false;
    }

    private void field(String key, String value) {
        key(key);
        text(value);
    }

    /** Null for a version that has no place to show. */
    private void position(String key, Position position) {
        key(key);
        if (position.equals(Position.NONE)) {
            out.append("null");
            return;
        }
        out.append("{\"file\":");
        text(position.file());
        out.append(",\"line\":").append(position.line());
        out.append(",\"column\":").append(position.column()).append('}');
    }

    private void texts(List<String> texts) {
        out.append('[');
        for (int i = 0; i < texts.size(); i++) {
            out.append(i == 0 ? "" : ",");
            text(texts.get(i));
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    boolean plain = c >= ' ' && c != '\u007f' && !Character.isSurrogate(c);
                    out.append(plain ? Character.toString(c) : unicode(c));
                }
            }
        }
        out.append('"');
    }

    private static String unicode(char c) {
        String hex = Integer.toHexString(c);
        return "\\u" + "0000".substring(hex.length()) + hex;
    }
}
