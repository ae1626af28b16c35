package dev.statefulstack.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the page of rules to the rules and their pairs. To write it anew: {@code mvn test -Dtest=RulesPageTest -Drules.page=accept}. */
class RulesPageTest {
    private static final Path PAGE = Path.of("src/doc/rules.md");
    private static final int MOST_LINES = 16;
    private static final int LONGEST = 100;

    @Test
    void thePageIsThatOfTheRules() throws IOException {
        String page = page();
        if ("accept".equals(System.getProperty("rules.page"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Rules of the lint

                Made from the rules and their test files; do not edit. Each rule shows the smallest edit between a file that is
                wrong (`-`) and one that is right (`+`), and what is said about the wrong one. Errors are refused by the API
                server or keep the system from working, warnings work until something goes wrong, infos never fail a run. To
                silence one for an object, annotate it: `statefulstack.dev/allow.<rule-id>: <reason>`.

                """);
        for (Rule rule : Lint.of().rules()) {
            rule(rule, page);
        }
        page.append(
                "## Rules of products\n\nFor containers whose image and variables are those of Apache Kafka (Apache's"
                        + " and Confluent's images,\nwithout ZooKeeper), Apache Cassandra (the official image) and Elasticsearch (8"
                        + " and newer).\n\n| id | severity | why | source |\n|---|---|---|---|\n");
        List<String> shared = RulePairs.ids();
        for (Rule rule : StatefulStack.lint().rules()) {
            if (!shared.contains(rule.id())) {
                page.append("| `" + rule.id() + "` | " + rule.severity() + " | " + cell(rule.why()) + " | "
                        + cell(rule.source()) + " |\n");
            }
        }
        return page.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private static void rule(Rule rule, StringBuilder page) {
        Finding finding = RulePairs.wrong(rule.id()).findings().get(0);
        page.append("## " + rule.id() + "\n\n" + finding.severity() + ": "
                + rule.why().replace("<", "&lt;") + ".\n\n```diff\n");
        difference(rule.id(), page);
        page.append("```\n\n> " + cell(finding.what()) + "\n>\n> fix: " + cell(finding.fix()) + "\n\nSource: "
                + rule.source().replace("<", "&lt;") + "\n\n");
    }

    /** What stands between the lines that both files begin and end with. */
    private static void difference(String id, StringBuilder page) {
        List<String> wrong = RulePairs.lines(id, "wrong.yaml");
        List<String> right = RulePairs.lines(id, "right.yaml");
        int least = Math.min(wrong.size(), right.size());
        int before = 0;
        while (before < least && wrong.get(before).equals(right.get(before))) {
            before++;
        }
        int after = 0;
        while (after < least - before
                && wrong.get(wrong.size() - 1 - after).equals(right.get(right.size() - 1 - after))) {
            after++;
        }
        lines("- ", wrong.subList(before, wrong.size() - after), page);
        lines("+ ", right.subList(before, right.size() - after), page);
    }

    private static void lines(String mark, List<String> lines, StringBuilder page) {
        for (String line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
            page.append(mark)
                    .append(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...")
                    .append('\n');
        }
        if (lines.size() > MOST_LINES) {
            page.append("  ...\n");
        }
    }
}
