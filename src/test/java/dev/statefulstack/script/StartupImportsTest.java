package dev.statefulstack.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which imports a script gets; that scripts work with them is what the other tests of scripts show. */
class StartupImportsTest {
    @Test
    void aScriptOfOneStackGetsTwo() {
        assertThat(StartupImports.of("emit(StatefulStack.kafka(\"kafka\").namespace(\"production\"));"))
                .containsExactly("import dev.statefulstack.*;", "import static dev.statefulstack.script.Scripts.emit;");
    }

    @Test
    void aTypeBringsEachPackageThatHasOneOfItsName() {
        assertThat(StartupImports.of("List<StatefulSet> sets;"))
                .containsExactly("import java.util.*;", "import io.fabric8.kubernetes.api.model.apps.*;");
    }

    @Test
    void aTypeWithAnImportOfItsOwnStandsBeforeThatOfThePackage() {
        assertThat(StartupImports.of("Probe.http(\"app\", \"/\")"))
                .containsExactly("import dev.statefulstack.plan.Probe;", "import io.fabric8.kubernetes.api.model.*;");
    }

    /** A line in another form would never be imported. */
    @Test
    void everyImportOfTheStartupFileIsReachable() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("src/main/resources/dev/statefulstack/statefulstack.jsh")).stream()
                        .filter(line -> line.startsWith("import"))
                        .toList();
        String everything = "InputStream BigDecimal URI Path List Executor Function Pattern Stream StatefulStack"
                + " CassandraStack ElasticsearchStack KafkaStack Env Peers Port Probe Toleration AnyStack Manifests emit"
                + " Pod StatefulSet NetworkPolicy PodDisruptionBudget";

        assertThat(StartupImports.of(everything)).isEqualTo(lines);
    }
}
