package dev.statefulstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.kafka.KafkaStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static final KafkaStack BASE = StatefulStack.kafka("kafka").storage("200Gi");

    @Test
    void environmentsOfOneBaseShareNothing() {
        Environment staging =
                Environment.of("staging", BASE.namespace("staging").replicas(1));
        Environment production = Environment.of("production", BASE.namespace("production"));

        assertThat(staging.yaml())
                .isEqualTo(BASE.namespace("staging").replicas(1).yaml())
                .doesNotContain("production");
        assertThat(production.yaml())
                .isEqualTo(BASE.namespace("production").yaml())
                .doesNotContain("staging");
    }

    @Test
    void stacksOfOneEnvironmentAreCheckedTogether() {
        Environment twice = Environment.of("production", BASE.namespace("a"), BASE.namespace("a"));

        assertThatThrownBy(twice::yaml)
                .isInstanceOf(InvalidStackException.class)
                .hasMessageContaining("duplicate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "eu/west-1", "Prod_2.0", "a"})
    void aNameIsAFolder(String name) {
        assertThat(Environment.of(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/../b", "/etc", "a/", ".hidden", "a b", "a\\b", "-", "prod."})
    void whatCannotBeAFolderIsRefused(String name) {
        assertThatThrownBy(() -> Environment.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void aMissingStackIsSaidAtOnce() {
        assertThatThrownBy(() -> Environment.of("staging", (AnyStack) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("'staging'");
    }
}
