package dev.statefulstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Severity;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.InvalidStackException;
import java.util.List;

/**
 * A row of a table of mistakes.
 *
 * @param rule the id of the rule that finds the mistake
 * @param words what the finding says: the values, and what to type instead
 */
public record BadInput(AnyStack stack, Severity severity, String rule, List<String> words) {
    public static BadInput error(AnyStack stack, String rule, String... words) {
        return new BadInput(stack, Severity.ERROR, rule, List.of(words));
    }

    public static BadInput warning(AnyStack stack, String rule, String... words) {
        return new BadInput(stack, Severity.WARNING, rule, List.of(words));
    }

    public static BadInput info(AnyStack stack, String rule, String... words) {
        return new BadInput(stack, Severity.INFO, rule, List.of(words));
    }

    /**
     * The rule's first finding is complete, and an error keeps the manifests from being written.
     *
     * @param line a regular expression for the line of the user's code that the finding names
     */
    public void isFoundAt(String line) {
        List<Finding> findings = stack.findings().stream()
                .filter(finding -> finding.id().equals(rule))
                .toList();

        assertThat(findings).as("all: %s", stack.findings()).isNotEmpty();
        Finding finding = findings.get(0);
        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.toString()).contains(words);
        assertThat(List.of(finding.where(), finding.what(), finding.why(), finding.fix(), finding.source()))
                .allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(finding.line()).matches(line);
        if (severity == Severity.ERROR) {
            assertThat(catchThrowableOfType(InvalidStackException.class, stack::yaml)
                            .getMessage())
                    .contains(finding.toString());
        }
    }
}
