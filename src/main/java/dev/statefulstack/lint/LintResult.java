package dev.statefulstack.lint;

import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Severity;
import dev.statefulstack.yaml.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found, and the forms in which it can be told. */
public final class LintResult {
    private static final String BOLD = "1";
    private static final String RED = "1;31";
    private static final String YELLOW = "1;33";
    private static final String BLUE = "1;34";

    /** Longer lines are cut around the place. */
    private static final int LINE = 160;

    private final List<Finding> findings;
    private final List<String> failures;
    private final int manifests;
    private final Map<String, byte[]> texts = new HashMap<>();

    LintResult(List<Finding> findings, List<String> failures, int manifests, List<Source> sources) {
        this.findings = List.copyOf(findings);
        this.failures = List.copyOf(failures);
        this.manifests = manifests;
        for (Source source : sources) {
            texts.putIfAbsent(source.name(), source.bytes());
        }
    }

    /** In the order of files and lines. */
    public List<Finding> findings() {
        return findings;
    }

    /** What could not be read, each with the reason. */
    public List<String> failures() {
        return failures;
    }

    /** The number of manifests that were looked at; items of lists count one by one. */
    public int manifests() {
        return manifests;
    }

    /**
     * 0 for good, 1 where there is a finding at {@code failOn} or over, 2 where something could not be read.
     *
     * @param failOn {@code error} or {@code warning}; a finding of severity info never counts
     */
    public int exitCode(Severity failOn) {
        if (!failures.isEmpty()) {
            return 2;
        }
        for (Finding finding : findings) {
            if (finding.severity() != Severity.INFO && finding.severity().compareTo(failOn) <= 0) {
                return 1;
            }
        }
        return 0;
    }

    /** As compilers write it, each finding with its line; those of severity info in one line. */
    public String text(boolean colour) {
        Map<String, List<String>> lines = new HashMap<>();
        StringBuilder out = new StringBuilder();
        for (Finding finding : findings) {
            if (finding.severity() == Severity.INFO) {
                head(finding, colour, out);
            }
        }
        for (Finding finding : findings) {
            if (finding.severity() != Severity.INFO) {
                if (out.length() > 0) {
                    out.append('\n');
                }
                head(finding, colour, out);
                excerpt(finding, lines, colour, out);
                out.append("  in:  ").append(printable(finding.path()));
                if (!finding.line().isEmpty()) {
                    out.append(", from ").append(printable(finding.line()));
                }
                out.append("\n  why: ").append(finding.why());
                out.append("\n  fix: ").append(printable(finding.fix()));
                out.append("\n  see: ").append(finding.source()).append('\n');
            }
        }
        for (String failure : failures) {
            out.append("cannot read ").append(printable(failure)).append('\n');
        }
        return out.append(findings.isEmpty() ? "" : "\n")
                .append(summary())
                .append('\n')
                .toString();
    }

    /** {@code 2 errors, 1 warning, 0 infos in 12 manifests}. */
    public String summary() {
        return count(Severity.ERROR) + ", " + count(Severity.WARNING) + ", " + count(Severity.INFO) + " in " + manifests
                + (manifests == 1 ? " manifest" : " manifests");
    }

    private String count(Severity severity) {
        int number = 0;
        for (Finding finding : findings) {
            number += finding.severity() == severity ? 1 : 0;
        }
        return number + " " + severity + (number == 1 ? "" : "s");
    }

    private static void head(Finding finding, boolean colour, StringBuilder out) {
        String severity = finding.severity().toString();
        String shade =
                finding.severity() == Severity.ERROR ? RED : finding.severity() == Severity.WARNING ? YELLOW : BLUE;
        out.append(coloured(printable(finding.where()), BOLD, colour))
                .append(": ")
                .append(coloured(severity, shade, colour))
                .append(": ")
                .append(printable(finding.what()))
                .append(" [")
                .append(finding.id())
                .append("]\n");
    }

    private void excerpt(Finding finding, Map<String, List<String>> lines, boolean colour, StringBuilder out) {
        List<String> text = lines.computeIfAbsent(finding.position().file(), this::linesOf);
        int line = finding.position().line();
        if (line < 1 || line > text.size()) {
            return;
        }
        String content = text.get(line - 1);
        int column = Math.min(finding.position().column() - 1, content.codePointCount(0, content.length()));
        int at = content.offsetByCodePoints(0, column);
        int start = content.length() <= LINE ? 0 : Math.max(0, Math.min(at - LINE / 2, content.length() - LINE));
        int end = Math.min(content.length(), start + LINE);
        String number = String.valueOf(line);
        out.append("  ")
                .append(number)
                .append(" | ")
                .append(printable(content.substring(start, end)))
                .append('\n');
        out.append("  ")
                .append(" ".repeat(number.length()))
                .append(" | ")
                .append(" ".repeat(printable(content.substring(start, at)).length()))
                .append(coloured("^", BOLD, colour))
                .append('\n');
    }

    private List<String> linesOf(String file) {
        byte[] bytes = texts.get(file);
        if (bytes == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(lines::add);
        return lines;
    }

    private static String coloured(String text, String shade, boolean colour) {
        return colour ? "\u001B[" + shade + "m" + text + "\u001B[0m" : text;
    }

    /** Without control characters, so that no file can steer a terminal. */
    private static String printable(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7F && c < 0xA0)) {
                out = out == null ? new StringBuilder(text) : out;
                out.setCharAt(i, c == '\t' ? ' ' : '?');
            }
        }
        return out == null ? text : out.toString();
    }

    /** Findings and what could not be read as JSON. */
    public String json() {
        List<Object> list = new ArrayList<>();
        for (Finding finding : findings) {
            list.add(Json.object(
                    "id", finding.id(),
                    "severity", finding.severity().toString(),
                    "file", finding.position().file(),
                    "line", finding.position().line(),
                    "column", finding.position().column(),
                    "path", finding.path(),
                    "template", finding.line(),
                    "what", finding.what(),
                    "why", finding.why(),
                    "fix", finding.fix(),
                    "source", finding.source()));
        }
        return Json.write(Json.object("manifests", manifests, "findings", list, "unreadable", failures));
    }

    /** Findings as SARIF 2.1.0. */
    public String sarif() {
        return Sarif.write(findings);
    }

    /** One of {@code text}, {@code json}, {@code sarif}; colour is for text only. */
    public String as(String format, boolean colour) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "text" -> text(colour);
            case "json" -> json();
            case "sarif" -> sarif();
            default -> throw new IllegalArgumentException("'" + format + "' is none of text, json, sarif");
        };
    }
}
