package dev.statefulstack.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.custom.CustomStack;
import dev.statefulstack.kafka.KafkaStack;
import dev.statefulstack.script.Problem;
import dev.statefulstack.script.ScriptCache;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project's stacks on the way to its folder of manifests. */
public class ProjectTest {
    /** What {@link Given} says; set by each test. */
    private static List<Environment> given = List.of();

    /** A project of which each test says what is in it. */
    public static final class Given implements StackProvider {
        @Override
        public List<Environment> environments() {
            return given;
        }
    }

    /** Fails as a careless provider does. */
    public static final class Failing implements StackProvider {
        @Override
        public List<Environment> environments() {
            throw new UncheckedIOException("no inventory", new IOException("inventory.csv is not there"));
        }
    }

    /** Asks a stack that has errors for an answer. */
    public static final class Invalid implements StackProvider {
        @Override
        public List<Environment> environments() {
            return List.of(Environment.of(kafka("a").replicas(2).bootstrapServers()));
        }
    }

    /** Throws what nobody expects. */
    public static final class Broken implements StackProvider {
        @Override
        public List<Environment> environments() {
            throw new IOError(new IOException("broken"));
        }
    }

    /** Cannot be made. */
    public static final class WithoutConstructor implements StackProvider {
        public WithoutConstructor(String needed) {}

        @Override
        public List<Environment> environments() {
            return List.of();
        }
    }

    /** Fails before it is made. */
    public static final class FailingClass implements StackProvider {
        static final int NUMBER = Integer.parseInt("three");

        @Override
        public List<Environment> environments() {
            return List.of();
        }
    }

    @TempDir
    Path temp;

    private Path out;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void nothingGiven() {
        given = List.of();
        out = temp.resolve("manifests");
    }

    private static KafkaStack kafka(String name) {
        return StatefulStack.kafka(name).namespace("production").bare();
    }

    private Project project(Class<?>... providers) {
        List<String> names = Stream.of(providers).map(Class::getName).toList();
        return project(new Sources(List.of(), names, temp.resolve("scripts"), ScriptCache.none(), false));
    }

    private Project project(Sources sources) {
        return new Project(sources, new PrintStream(err, true, StandardCharsets.UTF_8), Progress.NONE);
    }

    private Project.Target target(String... kept) {
        return target(Layout.STACK, false, kept);
    }

    private Project.Target target(Layout layout, boolean kustomization, String... kept) {
        return new Project.Target(out, layout, kustomization, "com.example:platform", List.of(kept));
    }

    private String generate(Environment... environments) throws Problem, IOException {
        given = List.of(environments);
        return project(Given.class).generate(target());
    }

    private String failsToCheck(Environment... environments) {
        given = List.of(environments);
        Problem[] problem = new Problem[1];
        assertThatThrownBy(() -> project(Given.class).check(target(), "mvn mend"))
                .isInstanceOfSatisfying(Problem.class, thrown -> problem[0] = thrown);
        assertThat(problem[0].exitCode()).isEqualTo(1);
        return problem[0].getMessage().replace(temp + "/", "");
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(out)) {
            try (Stream<Path> all = Files.walk(out)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(out.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return files;
    }

    // ---- generate

    @Test
    void eachStackGetsAFileAndEachEnvironmentAFolder() throws Exception {
        String said = generate(
                Environment.only(kafka("a")),
                Environment.of("staging", kafka("a")),
                Environment.of("eu/production", kafka("a"), kafka("b")));

        assertThat(said).isEqualTo(out + ": 4 files, 4 written, 0 deleted");
        assertThat(files())
                .containsOnlyKeys(
                        ".statefulstack", "a.yaml", "staging/a.yaml", "eu/production/a.yaml", "eu/production/b.yaml");
        assertThat(files()).containsEntry("eu/production/b.yaml", kafka("b").yaml());
        assertThat(files().get(".statefulstack").lines().skip(1))
                .containsExactly(
                        "# owner: com.example:platform",
                        "a.yaml",
                        "eu/production/a.yaml",
                        "eu/production/b.yaml",
                        "staging/a.yaml");
    }

    @Test
    void aSecondRunTouchesNothing() throws Exception {
        generate(Environment.only(kafka("a")));
        FileTime old = FileTime.fromMillis(0);
        for (String file : files().keySet()) {
            Files.setLastModifiedTime(out.resolve(file), old);
        }

        assertThat(generate(Environment.only(kafka("a")))).endsWith("1 file, 0 written, 0 deleted");

        for (String file : files().keySet()) {
            assertThat(Files.getLastModifiedTime(out.resolve(file))).isEqualTo(old);
        }
    }

    @Test
    void theFilesOfAStackThatIsGoneGoAndTheUsersStay() throws Exception {
        generate(Environment.of("staging", kafka("gone")), Environment.only(kafka("a")));
        Files.writeString(out.resolve("README.md"), "mine");
        Files.writeString(out.resolve("mine.yaml"), "kind: Namespace\n");

        assertThat(generate(Environment.only(kafka("a")))).endsWith("1 file, 0 written, 1 deleted");

        assertThat(files()).containsOnlyKeys(".statefulstack", "README.md", "a.yaml", "mine.yaml");
        assertThat(out.resolve("staging")).doesNotExist();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("mine.yaml is not made from a stack");
    }

    @Test
    void aFileThatTheUserDeletedComesBackAndOneThatIsChangedIsReplaced() throws Exception {
        generate(Environment.only(kafka("a"), kafka("b")));
        Files.delete(out.resolve("a.yaml"));
        Files.writeString(out.resolve("b.yaml"), "changed");

        assertThat(generate(Environment.only(kafka("a"), kafka("b")))).endsWith("2 files, 2 written, 0 deleted");

        assertThat(files())
                .containsEntry("a.yaml", kafka("a").yaml())
                .containsEntry("b.yaml", kafka("b").yaml());
    }

    /** As a run leaves it that was killed between the index and the files. */
    @Test
    void whatAnInterruptedRunLeavesIsMendedByTheNext() throws Exception {
        generate(Environment.only(kafka("a"), kafka("gone")));
        String whole = Files.readString(out.resolve(".statefulstack"));
        Files.writeString(out.resolve(".statefulstack"), whole + "b.yaml\n");
        Files.writeString(out.resolve(".b.yaml.tmp"), "kind: Ser");

        assertThat(generate(Environment.only(kafka("a"), kafka("b")))).endsWith("2 files, 1 written, 1 deleted");
        assertThat(files()).containsOnlyKeys(".statefulstack", "a.yaml", "b.yaml");
    }

    @Test
    void withErrorsInAnyStackNothingIsWrittenAndAllAreSaid() throws Exception {
        generate(Environment.only(kafka("a")));
        Map<String, String> before = files();

        assertThatThrownBy(() -> generate(
                        Environment.of("staging", kafka("a").replicas(2)),
                        Environment.of("production", kafka("b"), kafka("b")),
                        Environment.only(kafka("new"))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("kafka-two-voters")
                .hasMessageContaining("ProjectTest.java:")
                .hasMessageContaining("object-duplicate")
                .hasMessageContaining("nothing was written");
        assertThat(files()).isEqualTo(before);
    }

    /** Each namespace is checked by itself, but for those whose Services it names. */
    @Test
    void aNameOfAnotherNamespaceIsCheckedThere() {
        String address = "a-3.a-headless.production.svc.cluster.local:9092";
        CustomStack client = StatefulStack.of("client")
                .namespace("test")
                .image("registry.example.com/client:1.0")
                .port("http", 8080)
                .env("BOOTSTRAP", address);

        assertThatThrownBy(() -> generate(
                        Environment.only(kafka("a"), client, kafka("other").replicas(2))))
                .hasMessageContaining("peer-ordinal-out-of-range")
                .hasMessageContaining(address.substring(0, address.indexOf(':')))
                .hasMessageContaining("2 errors");
    }

    @Test
    void manyNamespacesKeepTheOrderOfTheirStacks() throws Exception {
        List<KafkaStack> stacks = new ArrayList<>();
        for (int i = 40; i > 0; i--) {
            stacks.add(kafka("k" + i).namespace("team-" + i));
        }
        given = List.of(Environment.only(stacks));

        project(Given.class).generate(target(Layout.STACK, true));

        assertThat(files().get("kustomization.yaml").lines().skip(3))
                .hasSize(40)
                .startsWith("- k40.yaml", "- k39.yaml")
                .endsWith("- k2.yaml", "- k1.yaml");
    }

    @Test
    void stacksOfTwoNamespacesMayHaveOneName() throws Exception {
        generate(Environment.only(kafka("a"), kafka("a").namespace("test"), kafka("b")));

        assertThat(files()).containsOnlyKeys(".statefulstack", "a.production.yaml", "a.test.yaml", "b.yaml");
    }

    @Test
    void theLayoutByResourceHasAFolderForEachStackAndKustomizationListsThem() throws Exception {
        given = List.of(Environment.of("production", kafka("a")));

        project(Given.class).generate(target(Layout.RESOURCE, true));

        assertThat(files())
                .containsOnlyKeys(
                        ".statefulstack",
                        "production/a/a-headless.service.yaml",
                        "production/a/a.service.yaml",
                        "production/a/a.statefulset.yaml",
                        "production/kustomization.yaml");
        assertThat(files().get("production/kustomization.yaml")).isEqualTo("""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                - a/a-headless.service.yaml
                - a/a.service.yaml
                - a/a.statefulset.yaml
                """);
    }

    @Test
    void aStackCannotTakeTheNameOfAKustomization() {
        assertThatThrownBy(() -> generate(Environment.only(kafka("kustomization"))))
                .hasMessageContaining("'kustomization' cannot have a file");
    }

    @Test
    void aProjectWithoutStacksLeavesNoTrace() throws Exception {
        assertThat(generate()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void whenTheLastStackIsGoneItsFilesGo() throws Exception {
        generate(Environment.only(kafka("a")));

        assertThat(generate(Environment.only())).endsWith("0 files, 0 written, 1 deleted");
        assertThat(files()).containsOnlyKeys(".statefulstack");
    }

    /** As in a project that is not compiled. */
    @Test
    void whereNobodyGivesAnyStacksNothingIsDeleted() throws Exception {
        generate(Environment.only(kafka("a")));

        assertThatThrownBy(() -> generate())
                .hasMessageContaining("no stacks were found")
                .hasMessageContaining("compile");
        assertThat(files()).containsKey("a.yaml");
        assertThat(failsToCheck()).contains("no stacks were found");
    }

    @Test
    void twoEnvironmentsThatDifferInCapitalLettersAreAnError() {
        assertThatThrownBy(() -> generate(Environment.of("EU", kafka("a")), Environment.of("eu", kafka("a"))))
                .hasMessageContaining("'EU' and 'eu' would have one folder");
    }

    @Test
    void anEnvironmentWithoutStacksGetsNoKustomization() throws Exception {
        given = List.of(Environment.of("later"), Environment.of("production", kafka("a")));

        project(Given.class).generate(target(Layout.STACK, true));

        assertThat(files()).containsOnlyKeys(".statefulstack", "production/a.yaml", "production/kustomization.yaml");
    }

    @Test
    void theFolderOfAnotherProjectIsLeftAlone() throws Exception {
        generate(Environment.only(kafka("a")));
        Project.Target others = new Project.Target(out, Layout.STACK, false, "com.example:other", List.of());

        assertThatThrownBy(() -> project(Given.class).generate(others))
                .hasMessageContaining("holds the manifests of com.example:platform")
                .hasMessageContaining("com.example:other");
        assertThat(files()).containsKey("a.yaml");
    }

    @Test
    void anIndexThatNamesAFileOutsideDeletesNothing() throws Exception {
        Path outside = Files.writeString(temp.resolve("precious.yaml"), "");
        generate(Environment.only(kafka("a")));
        Files.writeString(out.resolve(".statefulstack"), "../precious.yaml\n");

        assertThatThrownBy(() -> generate()).hasMessageContaining("lists ../precious.yaml");
        assertThat(outside).exists();
    }

    // ---- check

    @Test
    void aFolderThatIsUpToDatePassesAndNothingIsWritten() throws Exception {
        generate(Environment.only(kafka("a")));

        assertThat(project(Given.class).check(target(), "mvn mend")).endsWith("1 file, all up to date");
    }

    @Test
    void aCheckSaysWhatIsMissingChangedAndLeftOverAndWhatMendsIt() throws Exception {
        generate(Environment.of("production", kafka("a"), kafka("gone")));
        Map<String, String> before = files();

        String said = failsToCheck(Environment.of(
                "production", kafka("a").replicas(1).allow("kafka-single-node", "a test"), kafka("new")));

        assertThat(said)
                .startsWith("manifests is not what the stacks give now: 1 missing, 1 changed, 1 extra\n")
                .contains("\nchanged  production/a.yaml  (- in the folder, + from the stacks)\n")
                .contains("  -   replicas: 3\n  +   replicas: 1\n")
                .contains("\nmissing  production/new.yaml\n")
                .contains("\nextra    production/gone.yaml  (written for a stack that is gone)\n")
                .endsWith("\nfix: mvn mend");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aManifestByHandFailsTheCheckUnlessItIsKept() throws Exception {
        generate(Environment.only(kafka("a")));
        Files.createDirectories(out.resolve("base"));
        Files.writeString(out.resolve("base/namespace.yaml"), "kind: Namespace\n");

        assertThat(failsToCheck(Environment.only(kafka("a"))))
                .contains("0 missing, 0 changed, 1 extra", "extra    base/namespace.yaml")
                .doesNotContain("mvn mend");
        assertThat(project(Given.class).check(target("base/**"), "")).contains("up to date");
    }

    @Test
    void aLostIndexFailsTheCheck() throws Exception {
        generate(Environment.only(kafka("a")));
        Files.delete(out.resolve(".statefulstack"));

        assertThat(failsToCheck(Environment.only(kafka("a")))).contains("changed  .statefulstack", "fix: mvn mend");
    }

    @Test
    void otherLineEndsFailTheCheckAndAreNamed() throws Exception {
        generate(Environment.only(kafka("a")));
        Files.writeString(out.resolve("a.yaml"), kafka("a").yaml().replace("\n", "\r\n"));

        assertThat(failsToCheck(Environment.only(kafka("a")))).contains("the line ends", ".gitattributes");
    }

    @Test
    void aLongDifferenceIsCutAndSaysSo() throws Exception {
        generate(Environment.only(kafka("a")));
        Files.writeString(out.resolve("a.yaml"), "kind: Service\n");

        assertThat(failsToCheck(Environment.only(kafka("a"))).lines().count()).isLessThan(30);
        assertThat(failsToCheck(Environment.only(kafka("a")))).containsPattern("  and \\d+ lines more\n");
    }

    /** To find the least difference of these took four seconds, and four times as long for twice the lines. */
    @Test
    void textsWithNothingInCommonAreNotSearchedForWhatTheyShare() throws Exception {
        generate(Environment.only(kafka("a")));
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            other.append("line: ").append(i).append('\n');
        }
        Files.writeString(out.resolve("a.yaml"), other);

        assertThat(failsToCheck(Environment.only(kafka("a"))))
                .containsPattern("  more than 1000 lines differ: 10000 lines in the folder, \\d+ from the stacks\n");
    }

    @Test
    void ofManyChangedFilesOnlyTheFirstAreShownWithTheirDifference() throws Exception {
        List<KafkaStack> stacks = new ArrayList<>();
        for (int i = 10; i < 22; i++) {
            stacks.add(kafka("k" + i));
        }
        Environment all = Environment.of("production", stacks);
        generate(all);
        for (KafkaStack stack : stacks) {
            Files.writeString(out.resolve("production/" + stack.name() + ".yaml"), "kind: Service\n");
        }

        assertThat(failsToCheck(all))
                .contains(
                        "0 missing, 12 changed", "changed  production/k19.yaml  (-", "changed  production/k20.yaml\n");
    }

    @Test
    void aPatternThatIsNoneIsSaid() {
        assertThatThrownBy(() -> project(Given.class).check(target("[a"), ""))
                .hasMessageContaining("'[a' is no pattern");
    }

    // ---- where stacks come from

    @Test
    void providersAreFoundAmongTheClasses() throws Exception {
        given = List.of(Environment.only(kafka("a")));
        Path classes = temp.resolve("classes/dev/statefulstack/project");
        Files.createDirectories(classes);
        // The scan takes names from here; the classes themselves come from the class path.
        for (String name : List.of("ProjectTest", "ProjectTest$Given", "package-info", "NoSuchClass")) {
            Files.createFile(classes.resolve(name + ".class"));
        }
        Sources found = new Sources(List.of(temp.resolve("classes")), List.of(), null, ScriptCache.none(), false);

        assertThat(project(found).print(List.of())).isEqualTo(kafka("a").yaml());
    }

    @Test
    void whatAProviderThrowsIsSaidWithTheLineAndTheCause() {
        List<String> said = new ArrayList<>();
        assertThatThrownBy(() -> project(Failing.class, WithoutConstructor.class, FailingClass.class, Invalid.class)
                        .print(List.of()))
                .isInstanceOfSatisfying(Problem.class, problem -> said.add(problem.getMessage()));

        assertThat(said.get(0))
                .contains("ProjectTest$Failing: the provider throws java.io.UncheckedIOException: no inventory")
                .contains("caused by java.io.IOException: inventory.csv is not there")
                .contains("ProjectTest$WithoutConstructor: the provider cannot be made")
                .contains("ProjectTest$FailingClass: the provider throws java.lang.NumberFormatException")
                .contains("kafka-two-voters")
                .doesNotContain("\tat ");
    }

    @Test
    void aListThatIsNullOrHoldsNullIsSaid() {
        given = null;
        assertThatThrownBy(() -> project(Given.class).print(List.of()))
                .hasMessageContaining("environments() gives null");
        given = Arrays.asList((Environment) null);
        assertThatThrownBy(() -> project(Given.class).print(List.of()))
                .hasMessageContaining("environments() gives a list that holds null");
    }

    @Test
    void anyErrorOfAProviderIsSaidWithItsLine() {
        assertThatThrownBy(() -> project(Broken.class).print(List.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("the provider throws java.io.IOError")
                .hasMessageContaining("caused by java.io.IOException: broken");
    }

    @Test
    void aStackTraceIsShownWhereItIsAskedFor() {
        Sources sources = new Sources(List.of(), List.of(Failing.class.getName()), null, ScriptCache.none(), true);

        assertThatThrownBy(() -> project(sources).print(List.of())).hasMessageContaining("\tat ");
    }

    @Test
    void aNamedProviderThatIsNotThereOrIsNoneIsSaid() {
        Sources sources = new Sources(
                List.of(), List.of("com.example.Nowhere", "java.lang.String"), null, ScriptCache.none(), false);

        assertThatThrownBy(() -> project(sources).print(List.of()))
                .hasMessageContaining("there is no class com.example.Nowhere")
                .hasMessageContaining("java.lang.String is no provider of stacks")
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.exitCode()).isEqualTo(2));
    }

    @Test
    void scriptsBelongToTheEnvironmentThatTheirFolderIsCalledAfter() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("scripts/eu/west"));
        Files.writeString(
                folder.resolve("a.jsh"), "emit(StatefulStack.kafka(\"a\").namespace(\"production\").bare());\n");
        given = List.of(Environment.of("eu/west", kafka("b")));

        project(Given.class).generate(target());

        assertThat(files()).containsOnlyKeys(".statefulstack", "eu/west/a.yaml", "eu/west/b.yaml");
    }

    @Test
    void aWrongScriptIsSaidWithItsLine() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("scripts"));
        Files.writeString(folder.resolve("a.jsh"), "\nemit(StatefulStack.kafka(\"a\").replica(3));\n");

        assertThatThrownBy(() -> project(Given.class).generate(target()))
                .hasMessageContaining("a.jsh:2:")
                .hasMessageContaining("cannot find symbol");
    }

    // ---- print

    @Test
    void oneEnvironmentCanBePrintedAndAnUnknownOneIsSaid() throws Exception {
        given = List.of(Environment.of("staging", kafka("a")), Environment.of("production", kafka("b"), kafka("c")));

        assertThat(project(Given.class).print(List.of("production")))
                .isEqualTo(Environment.only(kafka("b"), kafka("c")).yaml());
        assertThat(project(Given.class).print(List.of()))
                .isEqualTo(kafka("a").yaml() + "---\n"
                        + Environment.only(kafka("b"), kafka("c")).yaml());
        assertThatThrownBy(() -> project(Given.class).print(List.of("prod")))
                .hasMessage("there is no environment 'prod'; there are 'staging', 'production'");
    }

    // ---- many stacks

    @Test
    void hundredsOfStacksInOneNamespaceGiveWhatEachGives() throws Exception {
        List<AnyStack> stacks = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            if (i % 3 == 0) {
                stacks.add(StatefulStack.cassandra("cassandra-" + i).namespace("production"));
            } else {
                stacks.add(StatefulStack.kafka("kafka-" + i)
                        .namespace("production")
                        .replicas(3 + i % 2 * 2));
            }
        }

        generate(Environment.of("production", stacks));

        for (AnyStack stack : stacks) {
            assertThat(out.resolve("production").resolve(stack.name() + ".yaml"))
                    .hasContent(stack.yaml());
        }
    }
}
