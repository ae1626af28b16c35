package dev.statefulstack.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is read, in which forms it is told, and what the exit code says. */
class LintCommandTest {
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              name: db
              namespace: prod
            spec:
              clusterIP: None
              selector:
                app: db
              ports:
              - name: peer
                port: 7000
            """;

    private static final String SET = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata:
              name: db
              namespace: prod
            spec:
              serviceName: db
              selector:
                matchLabels:
                  app: db
              template:
                metadata:
                  labels:
                    app: db
                spec:
                  containers:
                  - name: db
                    image: registry.example.com/db:1.0
                    ports:
                    - containerPort: 7000
            """;

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private LintResult lint(String... names) {
        return StatefulStack.lint(Arrays.stream(names)
                        .map(name -> folder.resolve(name).toString())
                        .toArray(String[]::new))
                .run();
    }

    private static List<String> serious(LintResult result) {
        return result.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .map(Finding::id)
                .toList();
    }

    @Test
    void aServiceInOneFileAndItsSetInAnotherAreSeenTogether() throws IOException {
        write("service.yaml", SERVICE.replace("app: db", "app: other"));
        write("set.yml", SET);
        LintResult result = lint("");
        assertThat(serious(result)).containsExactly("sts-service-selector-mismatch");
        assertThat(result.findings().get(0).position().file()).endsWith("service.yaml");
        assertThat(result.manifests()).isEqualTo(2);
    }

    @Test
    void foldersHoldYamlAndJsonAndHideWhatIsHidden() throws IOException {
        write("a/b/set.yaml", SET);
        write("a/service.json", "{\n\t\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"x\"}}");
        write("a/notes.txt", "{{ no yaml");
        write(".git/x.yaml", "a: b: c");
        write("values.yaml", "replicas: 3\n");
        LintResult result = lint("");
        assertThat(result.manifests()).isEqualTo(2);
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void patternsNameFiles() throws IOException {
        write("a/one.yaml", SET);
        write("a/two.txt", SET);
        assertThat(lint("a/*.yaml").manifests()).isEqualTo(1);
        assertThat(lint("**.yaml").manifests()).isEqualTo(1);
        assertThat(lint("b/*.yaml").failures()).singleElement().asString().contains("there is no folder");
        assertThat(lint("a/*.yml").failures()).singleElement().asString().contains("no file matches");
    }

    @Test
    void whatCannotBeReadIsNamedAndTheExitCodeIsTwo() throws IOException {
        write("set.yaml", SET);
        LintResult result = lint("set.yaml", "missing.yaml");
        assertThat(result.failures()).singleElement().asString().endsWith("missing.yaml: there is no such file");
        assertThat(result.exitCode(Severity.WARNING)).isEqualTo(2);
        assertThat(result.text(false)).contains("cannot read ");
    }

    @Test
    void linksInCirclesEnd() throws IOException {
        write("a/set.yaml", SET);
        Files.createSymbolicLink(folder.resolve("a/again"), folder);
        Files.createSymbolicLink(folder.resolve("a/self.yaml"), folder.resolve("a/self.yaml"));
        Files.createDirectory(folder.resolve("a/folder.yaml"));
        assertThat(lint("").manifests()).isEqualTo(1);
    }

    @Test
    void aTemplateIsPassedOverInAFolderAndRefusedWhenItIsNamed() throws IOException {
        write("templates/set.yaml", "{{- if .Values.x }}\nkind: {{ .Values.kind }}\n{{- end }}\n");
        assertThat(lint("").exitCode(Severity.WARNING)).isZero();
        LintResult named = lint("templates/set.yaml");
        assertThat(serious(named)).containsExactly("yaml-template");
        assertThat(named.exitCode(Severity.ERROR)).isEqualTo(1);
    }

    @Test
    void standardInputIsReadAsHelmWritesIt() {
        String rendered = "---\n# Source: db/templates/service.yaml\n" + SERVICE.replace("app: db", "app: other")
                + "---\n# Source: db/templates/set.yaml\n" + SET;
        LintResult result = StatefulStack.lint()
                .input(new ByteArrayInputStream(rendered.getBytes(StandardCharsets.UTF_8)))
                .run();
        Finding finding = result.findings().get(0);
        assertThat(finding.where()).isEqualTo("<stdin>:10:3");
        assertThat(finding.line()).isEqualTo("db/templates/service.yaml");
    }

    @Test
    void listsAreUnfoldedAndCustomResourcesPassedOver() {
        String list = "apiVersion: v1\nkind: List\nitems:\n- "
                + SERVICE.replace("app: db", "app: other").strip().replace("\n", "\n  ") + "\n- "
                + SET.strip().replace("\n", "\n  ") + "\n";
        LintResult result = StatefulStack.lint()
                .text("list.yaml", list)
                .text(
                        "cr.yaml",
                        "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: x}\nspec:\n  template:\n    spec:\n      containers: [{image: a}]\n")
                .run();
        assertThat(serious(result)).containsExactly("sts-service-selector-mismatch");
        assertThat(result.manifests()).isEqualTo(3);
    }

    @Test
    void theTextShowsTheLineWithTheVeryScalar() {
        LintResult result = StatefulStack.lint()
                .text("k/set.yaml", SET + "---\n" + SERVICE.replace("app: db", "app: other"))
                .run();
        assertThat(result.text(false)).contains("""
                k/set.yaml:29:3: error: it wants {app=other}, and the pods of db have {app=db} [sts-service-selector-mismatch]
                  29 |   selector:
                     |   ^
                  in:  Service prod/db spec.selector
                  why: the Service publishes no pod of the set, so their names don't resolve
                  fix: use the labels of the set's selector
                """);
        assertThat(result.text(false))
                .endsWith("1 error, 0 warnings, " + (result.findings().size() - 1) + " info in 2 manifests\n");
        assertThat(result.text(false)).doesNotContain("\u001B");
        assertThat(result.text(true)).contains("\u001B[1;31merror\u001B[0m");
    }

    @Test
    void noTextOfAFileSteersTheTerminal() {
        LintResult result = StatefulStack.lint()
                .text("x\u001B[2J.yaml", "a: \"\\e\": \"\\e\"\n")
                .run();
        assertThat(result.text(false)).doesNotContain("\u001B");
    }

    @Test
    void theExitCodeFollowsTheSeverity() {
        LintResult warning = StatefulStack.lint()
                .text("a.yaml", SET.replace("  serviceName: db\n", "  serviceName: db\n  replicas: 3\n"))
                .run();
        assertThat(serious(warning)).containsOnly("sts-service-missing", "readiness-probe-missing");
        assertThat(warning.exitCode(Severity.WARNING)).isEqualTo(1);
        assertThat(warning.exitCode(Severity.ERROR)).isZero();
        LintResult info = StatefulStack.lint().text("a.yaml", SET).run();
        assertThat(info.findings()).isNotEmpty().allMatch(finding -> finding.severity() == Severity.INFO);
        assertThat(info.exitCode(Severity.WARNING)).isZero();
        assertThat(info.exitCode(Severity.INFO)).isZero();
    }

    @Test
    void anAnnotationSilencesARuleOnItsObject() {
        String allowed = SERVICE.replace(
                        "  name: db\n",
                        "  name: db\n  annotations:\n    statefulstack.dev/allow.sts-service-selector-mismatch: moved later\n")
                .replace("app: db", "app: other");
        assertThat(serious(StatefulStack.lint()
                        .text("a.yaml", allowed + "---\n" + SET)
                        .run()))
                .isEmpty();
    }

    @Test
    void manifestsWithoutNamespaceAreWhereTheOthersAre() {
        String unstated = SERVICE.replace("  namespace: prod\n", "");
        assertThat(serious(StatefulStack.lint()
                        .text("a.yaml", unstated + "---\n" + SET)
                        .run()))
                .isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void sarifHasWhatItsSpecificationRequires() {
        LintResult result = StatefulStack.lint()
                .text("a b/ü.yaml", SET + "---\n" + SERVICE.replace("app: db", "app: \"o\\u0007\\\"ther\""))
                .run();
        Map<String, Object> log = (Map<String, Object>) json(result.sarif());
        assertThat(log.get("version")).isEqualTo("2.1.0");
        assertThat((String) log.get("$schema")).contains("sarif-2.1.0");
        Map<String, Object> run = ((List<Map<String, Object>>) log.get("runs")).get(0);
        Map<String, Object> driver = (Map<String, Object>) ((Map<String, Object>) run.get("tool")).get("driver");
        assertThat(driver.get("name")).isEqualTo("statefulstack");
        List<Map<String, Object>> rules = (List<Map<String, Object>>) driver.get("rules");
        List<Map<String, Object>> results = (List<Map<String, Object>>) run.get("results");
        assertThat(results).hasSameSizeAs(result.findings());
        for (Map<String, Object> found : results) {
            assertThat(rules.get((int) found.get("ruleIndex")).get("id")).isEqualTo(found.get("ruleId"));
            assertThat(found.get("level")).isIn("error", "warning", "note");
            assertThat((String) ((Map<String, Object>) found.get("message")).get("text"))
                    .isNotBlank();
            Map<String, Object> place = (Map<String, Object>)
                    ((List<Map<String, Object>>) found.get("locations")).get(0).get("physicalLocation");
            assertThat(((Map<String, Object>) place.get("artifactLocation")).get("uri"))
                    .isEqualTo("a%20b/%C3%BC.yaml");
            assertThat((int) ((Map<String, Object>) place.get("region")).get("startLine"))
                    .isPositive();
            assertThat((int) ((Map<String, Object>) place.get("region")).get("startColumn"))
                    .isPositive();
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void jsonHoldsEachFindingInSimpleValues() {
        LintResult result = StatefulStack.lint().text("a.yaml", SET).run();
        Map<String, Object> log = (Map<String, Object>) json(result.json());
        List<Map<String, Object>> findings = (List<Map<String, Object>>) log.get("findings");
        assertThat(findings).hasSameSizeAs(result.findings());
        assertThat(findings.get(0))
                .containsKeys("id", "severity", "file", "line", "column", "path", "what", "why", "fix");
        assertThat(log.get("manifests")).isEqualTo(1);
    }

    private static Object json(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
