package dev.statefulstack.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintRulesTest {
    static List<String> ids() {
        return RulePairs.ids();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void theWrongFileYieldsTheRuleAlone(String id) {
        LintResult result = RulePairs.wrong(id);
        assertThat(result.findings()).extracting(Finding::id).containsExactly(id);
        Finding finding = result.findings().get(0);
        assertThat(finding.position().line()).isPositive();
        assertThat(finding.what()).isNotBlank();
        assertThat(finding.fix()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void theRightFileYieldsNothing(String id) {
        assertThat(RulePairs.right(id).findings()).isEmpty();
    }

    @Test
    void everyRuleHasItsPair() {
        assertThat(RulePairs.ids())
                .containsExactlyElementsOf(
                        Lint.of().rules().stream().map(Rule::id).toList());
    }
}
