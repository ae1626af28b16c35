package dev.statefulstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conflicts between stacks are told at the stack with which they begin. */
class StackGroupTest {
    private static StackGroup group(String... names) {
        StackGroup group = new StackGroup();
        for (int i = 0; i < names.length; i++) {
            group.add(StatefulStack.kafka(names[i]).namespace("production").bare(), "line " + i);
        }
        return group;
    }

    private static List<String> errors(StackGroup group) {
        return group.errors().stream()
                .filter(error -> error.id().equals("object-duplicate"))
                .filter(error -> error.path().startsWith("StatefulSet "))
                .map(StackGroupTest::told)
                .toList();
    }

    private static String told(Finding error) {
        return error.path() + " at " + error.line();
    }

    @Test
    void aConflictBeginsWithTheSecondStack() {
        assertThat(errors(group("a", "a"))).containsExactly("StatefulSet production/a at line 1");
        assertThat(errors(group("a", "b", "c", "d", "a"))).containsExactly("StatefulSet production/a at line 4");
        assertThat(errors(group("a", "a", "b", "c", "d"))).containsExactly("StatefulSet production/a at line 1");
    }

    @Test
    void severalConflictsAreToldInTheOrderInWhichTheyBegin() {
        assertThat(errors(group("a", "b", "c", "c", "d", "a", "e", "b", "f")))
                .containsExactly(
                        "StatefulSet production/c at line 3",
                        "StatefulSet production/a at line 5",
                        "StatefulSet production/b at line 7");
    }

    @Test
    void withoutAConflictNothingIsTold() {
        assertThat(group("a", "b", "c").errors()).isEmpty();
    }
}
