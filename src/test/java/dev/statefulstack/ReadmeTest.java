package dev.statefulstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.cassandra.CassandraImage;
import dev.statefulstack.cassandra.CassandraStack;
import dev.statefulstack.cassandra.DataCenter;
import dev.statefulstack.change.Change;
import dev.statefulstack.change.Effect;
import dev.statefulstack.change.Snapshot;
import dev.statefulstack.check.Finding;
import dev.statefulstack.custom.CustomStack;
import dev.statefulstack.deployment.DeploymentStack;
import dev.statefulstack.elasticsearch.ElasticsearchImage;
import dev.statefulstack.elasticsearch.ElasticsearchStack;
import dev.statefulstack.kafka.ExternalAccess;
import dev.statefulstack.kafka.KafkaImage;
import dev.statefulstack.kafka.KafkaMetrics;
import dev.statefulstack.kafka.KafkaStack;
import dev.statefulstack.lint.Lint;
import dev.statefulstack.lint.LintResult;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Probe;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.Manifests;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.approvaltests.Approvals;
import org.junit.jupiter.api.Test;

/** What README shows is what the code does. */
class ReadmeTest {
    private static final KafkaStack KAFKA =
            StatefulStack.kafka("kafka").namespace("production").replicas(3);

    @Test
    void theEnvironmentIsThatOfTheGolden() throws IOException {
        String block = block(readme(), "yaml");
        assertThat(Golden.read("kafka", "combined-apache-4.4-plaintext").replace("\n        ", "\n"))
                .contains(block);
        assertThat(block).startsWith("env:\n").contains("KAFKA_CONTROLLER_QUORUM_VOTERS");
    }

    @Test
    void theFindingIsAsTheCodeWritesIt() throws IOException {
        Finding finding = KAFKA.replicas(2).findings().get(0);
        assertThat(blockAfter(readme(), "## Findings", "")).isEqualTo(finding.at("PlatformStacks.java:42") + "\n");
    }

    @Test
    void theLintSaysWhatIsShown() throws IOException {
        String manifest = Files.readString(Path.of("src/test/resources/lint/article/kafka-broker-id.yaml"));
        String chapter = readme().substring(readme().indexOf("## Lint"));
        assertThat(StatefulStack.lint().text("kafka.yaml", manifest).run().text(false))
                .contains(blockAfter(chapter, "lint -\n```\n", ""));
    }

    @Test
    void theDefaultsAreThoseOfTheCode() throws IOException {
        StatefulSet set = Resources.only(KAFKA, StatefulSet.class);
        Container container = Resources.container(set);
        String claim = set.getSpec()
                .getVolumeClaimTemplates()
                .get(0)
                .getSpec()
                .getResources()
                .getRequests()
                .get("storage")
                .toString();
        List<String> rows = new ArrayList<>();
        rows.add(row("namespace", "`default`"));
        rows.add(row("replicas", "`" + set.getSpec().getReplicas() + "`"));
        rows.add(row("image (Kafka)", "`" + container.getImage() + "`"));
        rows.add(row("storage (Kafka)", "`" + claim + "`"));
        rows.add(row("cpu (Kafka)", "`" + container.getResources().getRequests().get("cpu") + "`"));
        rows.add(
                row("memory (Kafka)", "`" + container.getResources().getLimits().get("memory") + "`"));
        rows.add(row("podManagementPolicy (Kafka)", "`" + set.getSpec().getPodManagementPolicy() + "`"));
        rows.add(row("minReadySeconds (Kafka)", "`" + set.getSpec().getMinReadySeconds() + "`"));
        rows.add(row(
                "terminationGracePeriodSeconds (Kafka)",
                "`" + set.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds() + "`"));
        for (String row : rows) {
            assertThat(readme()).contains(row);
        }
        assertThat(StatefulStack.kafka("kafka").yaml())
                .contains("namespace: default\n")
                .contains("replicas: 3\n");
        assertThat(KAFKA.yaml())
                .isEqualTo(KAFKA.clusterDomain("cluster.local")
                        .kubernetesVersion("1.28")
                        .firstOrdinal(0)
                        .yaml());
    }

    @Test
    void theNextChangeIsAsTheCodeWritesIt() throws IOException {
        CassandraStack cassandra =
                StatefulStack.cassandra("cassandra").namespace("production").replicas(3);
        Change change = Changes.between(
                Snapshot.ofFiles("HEAD:deploy", cassandra.manifests().files()),
                Snapshot.ofFiles(
                        "deploy",
                        cassandra.storage("20Gi").env("TZ", "UTC").manifests().files()));
        assertThat(blockAfter(readme(), "## The next change", "text")).isEqualTo(change.text());
    }

    @Test
    void everyEffectIsExplained() throws IOException {
        for (Effect effect : Effect.values()) {
            assertThat(readme()).contains("\n| `" + effect.id() + "` | ");
        }
        for (Effect effect : Effect.FAILING) {
            assertThat(readme()).containsPattern("`--fail-on [a-z,-]*" + effect.id());
        }
    }

    @Test
    void everyCallThatIsShownExists() throws IOException {
        Set<String> methods = new HashSet<>();
        for (Class<?> type : List.of(
                KafkaStack.class,
                CassandraStack.class,
                ElasticsearchStack.class,
                CustomStack.class,
                DeploymentStack.class,
                DataCenter.class,
                Manifests.class,
                Environment.class,
                Approvals.class,
                Path.class,
                StatefulStack.class,
                StatefulSet.class,
                StatefulSetSpec.class,
                List.class,
                Map.class,
                Peers.class,
                Probe.class,
                ExternalAccess.class,
                KafkaImage.class,
                KafkaMetrics.class,
                Change.class,
                Changes.class,
                Snapshot.class,
                CassandraImage.class,
                ElasticsearchImage.class,
                Lint.class,
                LintResult.class,
                PrintStream.class)) {
            for (Method method : type.getMethods()) {
                methods.add(method.getName());
            }
        }
        Matcher calls = Pattern.compile("(?<!Platform)\\.([a-zA-Z]+)\\(").matcher(readme());
        Set<String> shown = new TreeSet<>();
        while (calls.find()) {
            shown.add(calls.group(1));
        }
        assertThat(shown)
                .hasSizeGreaterThan(60)
                .allSatisfy(call -> assertThat(methods).contains(call));
    }

    @Test
    void everyPropertyOfTheGoalsIsShownAndNoOther() throws IOException {
        Pattern property = Pattern.compile("statefulstack\\.[a-zA-Z]+(?:\\.(?:skip|failOn|format))?");
        Set<String> real = new TreeSet<>();
        Matcher ofGoals = Pattern.compile("\\$\\{(" + property + ")}").matcher(pluginDescriptor());
        while (ofGoals.find()) {
            real.add(ofGoals.group(1));
        }
        Set<String> shown = new TreeSet<>();
        Matcher ofReadme = Pattern.compile("(?:`|-D)(" + property + ")(?:`|=)").matcher(readme());
        while (ofReadme.find()) {
            shown.add(ofReadme.group(1));
        }
        assertThat(shown).isEqualTo(real);
    }

    @Test
    void examplesUseTheVersionOfThisProject() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        Matcher version = Pattern.compile("<artifactId>statefulstack</artifactId>\\s*<version>([^<]+)<")
                .matcher(pom);
        assertThat(version.find()).isTrue();
        assertThat(Files.readString(Path.of("examples/platform-repo/pom.xml")))
                .contains("<statefulstack.version>" + version.group(1) + "</statefulstack.version>");
        String dependency = "//DEPS dev.statefulstack:statefulstack:" + version.group(1);
        assertThat(Files.readString(Path.of("examples/Kafka.java"))).contains(dependency + "\n");
        assertThat(readme()).contains("`" + dependency + "`", "<version>" + version.group(1) + "</version>");
    }

    private static String pluginDescriptor() throws IOException {
        try (InputStream stream = ReadmeTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyFolderOfGoldensBelongsToASystem() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("golden"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()).filter(name -> !name.equals("released")))
                    .isNotEmpty()
                    .allSatisfy(system -> assertThat(Path.of("src/main/java/dev/statefulstack", system))
                            .isDirectory());
        }
    }

    private static String row(String name, String value) {
        return "| " + name + " | " + value + " |";
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String block(String text, String language) {
        Matcher matcher = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String blockAfter(String text, String heading, String language) {
        return block(text.substring(text.indexOf(heading)), language);
    }
}
