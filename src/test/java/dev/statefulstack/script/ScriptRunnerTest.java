package dev.statefulstack.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a script: the exit code, the documents, and what is said beside them. */
class ScriptRunnerTest {
    private static final String GOOD = "emit(StatefulStack.kafka(\"kafka\").namespace(\"production\"));\n";

    private static final String GOOD_YAML =
            StatefulStack.kafka("kafka").namespace("production").yaml();

    @TempDir
    Path folder;

    private record Outcome(int exitCode, String out, String err) {}

    private Outcome run(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("script.jsh"), script);
        Outcome outcome = runFile(file);
        return new Outcome(outcome.exitCode, outcome.out, outcome.err.replace(folder + "/", ""));
    }

    private static Outcome runFile(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new ScriptRunner(print(out), print(err)).run(file.toString());
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(OutputStream stream) {
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }

    private static Arguments row(String what, String script, String... said) {
        return Arguments.of(what, script, List.of(said));
    }

    // ---- good

    static Stream<Arguments> goodScripts() {
        return Stream.of(
                row("one statement", GOOD),
                row("no semicolon at the end", GOOD.replace(";", "")),
                row("comments and blank lines", "// one\n\n/* two\n/open no.jsh\n*/\n" + GOOD + "\n// three\n"),
                row("line ends of Windows", "\r\n" + GOOD.replace("\n", "\r\n")),
                row("a final /exit", GOOD + "/exit\n"),
                row("a final /exit with an argument", GOOD + "\n  /exit 3  \n\n// bye\n\n"),
                row("a final /exit behind a missing semicolon", GOOD.replace(";", "") + "/exit"),
                row("a chain inside emit", """
                        emit(
                            StatefulStack.kafka("kafka")
                                .namespace("production")
                        );
                        """),
                row("a chain at top level whose lines begin with dots", """
                        var kafka = StatefulStack.kafka("kafka")
                            // the next line belongs to the first
                            .namespace("production");
                        emit(kafka);
                        """),
                row("no semicolons, as the jshell tool forgives", """
                        int replicas = 3 // three
                        var kafka = StatefulStack.kafka("kafka")
                            .namespace("production")
                        emit(kafka.replicas(replicas))
                        """),
                row("stray semicolons", ";;\n" + GOOD + ";\n"),
                row("a supplier", "emit(() -> StatefulStack.kafka(\"kafka\").namespace(\"production\"));"),
                row("a list", "emit(List.of(StatefulStack.kafka(\"kafka\").namespace(\"production\")));"),
                row("a method that is used before what it needs is there", """
                        KafkaStack kafka() { return base().namespace("production"); }
                        KafkaStack base() { return StatefulStack.kafka("kafka"); }
                        emit(kafka());
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodScripts")
    void aGoodScriptGivesTheDocumentsAndNothingElse(String what, String script) throws IOException {
        assertThat(run(script)).isEqualTo(new Outcome(0, GOOD_YAML, ""));
    }

    @Test
    void aByteOrderMarkBeforeTheScriptIsPassedOver() throws IOException {
        assertThat(run("\uFEFFemit(Manifests.class == null ? null : StatefulStack.kafka(\"a\").namespace(\"p\"));\n")
                        .exitCode)
                .isZero();
    }

    @Test
    void stacksOfSeveralCallsBecomeOneStream() throws IOException {
        Outcome outcome = run("""
                for (String name : List.of("a", "b")) {
                    emit(StatefulStack.kafka(name).namespace("production"));
                }
                emit(StatefulStack.kafka("c").namespace("production"), StatefulStack.kafka("d").namespace("production"));
                """);

        assertThat(outcome.out)
                .isEqualTo(Stream.of("a", "b", "c", "d")
                        .map(name -> StatefulStack.kafka(name)
                                .namespace("production")
                                .yaml())
                        .reduce((one, next) -> one + "---\n" + next)
                        .orElseThrow());
    }

    @Test
    void whatTheScriptPrintsGoesToStandardError() throws IOException {
        assertThat(run("System.out.println(\"thinking\");\n" + GOOD))
                .isEqualTo(new Outcome(0, GOOD_YAML, "thinking\n"));
    }

    @Test
    void standardOutputIsItselfAgainAfterTheScript() throws IOException {
        PrintStream before = System.out;

        run("throw new IllegalStateException();");

        assertThat(System.out).isSameAs(before);
    }

    @Test
    void theNamesOfTheStartupFileAreThere() throws IOException {
        Outcome outcome = run("""
                AnyStack stack = StatefulStack.kafka("kafka")
                    .namespace("production")
                    .image("registry.example.com/broker:1", KafkaImage.apache("4.4.0"))
                    .toleration("dedicated", Toleration.Effect.NO_SCHEDULE)
                    .edit(StatefulSet.class, "kafka", set -> set.getSpec().setMinReadySeconds(60))
                    .edit(Service.class, "kafka", service -> service.getSpec().setType("LoadBalancer"))
                    .edit(NetworkPolicy.class, "kafka", policy -> policy.getMetadata().setAnnotations(Map.of("a", "b")))
                    .edit(PodDisruptionBudget.class, "kafka", budget -> budget.getSpec().setMaxUnavailable(new IntOrString(1)));
                Container none = new ContainerBuilder().build();
                emit(stack);
                """);

        assertThat(outcome.out).contains("minReadySeconds: 60", "type: LoadBalancer", "a: b");
        assertThat(outcome.exitCode).isZero();
    }

    // ---- worth knowing

    static Stream<Arguments> remarks() {
        return Stream.of(
                row(
                        "a warning at the line of its emit statement",
                        "\n\nemit(\n  StatefulStack.kafka(\"kafka\").namespace(\"production\").replicas(4));",
                        "warning  kafka-even-voters  kafka: .replicas(4)  (script.jsh:3)"),
                row(
                        "an info at the line of its emit statement",
                        GOOD + "emit(StatefulStack.kafka(\"other\"));",
                        "info  namespace-default  other: .namespace(\"default\")  (script.jsh:2)"),
                row(
                        "a warning of the compiler",
                        "List list = new ArrayList();\nlist.add(1);\n" + GOOD,
                        "script.jsh:2:9: warning: unchecked call to add(E)",
                        "list.add(1);\n        ^\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("remarks")
    void aRemarkIsSaidAndTheDocumentsAreWritten(String what, String script, List<String> said) throws IOException {
        Outcome outcome = run(script);

        assertThat(outcome.err).contains(said);
        assertThat(outcome.out).startsWith("apiVersion: v1\n");
        assertThat(outcome.exitCode).isZero();
    }

    // ---- wrong

    static Stream<Arguments> wrongScripts() {
        return Stream.of(
                row("an empty file", "", "script.jsh: the script emits no stack"),
                row(
                        "a stack that is not emitted",
                        "StatefulStack.kafka(\"kafka\");\n/exit\n",
                        "emits no stack",
                        "fix: emit("),
                row("an empty list", "emit(List.of());", "emits no stack"),
                row(
                        "an option that does not exist",
                        "emit(\n  StatefulStack.kafka(\"kafka\")\n    .replica(3)\n);",
                        "script.jsh:3:5: error: cannot find symbol\n    .replica(3)\n    ^\n",
                        "method replica(int)"),
                row(
                        "two errors in one statement",
                        "emit(one, two);",
                        "script.jsh:1:6: error: cannot find symbol",
                        "script.jsh:1:11: error: cannot find symbol"),
                row(
                        "a dot that was forgotten",
                        "var kafka = StatefulStack.kafka(\"kafka\")\n  namespace(\"production\");",
                        "script.jsh:2:3: error: cannot find symbol"),
                row(
                        "two statements in a line without a semicolon",
                        "int a = 1 int b = 2;",
                        "script.jsh:1:10: error: ';' expected"),
                row(
                        "a bracket that is not closed",
                        GOOD + "emit(StatefulStack.kafka(\"kafka\")\n\n\n",
                        "script.jsh:2:34: error: reached end of file"),
                row(
                        "a comment that is not closed",
                        "// first\n/* and so on\n" + GOOD,
                        "script.jsh:2:1: error: the comment that begins here does not end\n/* and so on\n^"),
                row(
                        "a comment that is not closed, behind a statement",
                        GOOD.replace(";", " /* and so on"),
                        "script.jsh:1:"),
                row(
                        "a comment that is not closed, behind a finished statement",
                        GOOD.replace("\n", " /* and so on"),
                        "script.jsh:1:61: error: the comment that begins here does not end"),
                row(
                        "a text that is not closed",
                        "emit(StatefulStack.kafka(\"kafka));\n" + GOOD,
                        "script.jsh:1:26: error: unclosed string literal"),
                row(
                        "a method that refers to nothing",
                        "\nKafkaStack kafka() { return base(); }\n" + GOOD,
                        "script.jsh:2: kafka() refers to what the script does not define: method base()"),
                row(
                        "a call of a method that refers to nothing",
                        "KafkaStack kafka() { return base(); }\n\nemit(kafka());",
                        "script.jsh:1: kafka() refers to what the script does not define: method base()",
                        "in the statement at script.jsh:3"),
                row(
                        "an exception",
                        "\n" + GOOD + "Integer.parseInt(\"three\");",
                        "script.jsh:3: java.lang.NumberFormatException: For input string: \"three\"\n"),
                row(
                        "an exception with a cause, in a method",
                        """
                        String name() {
                            throw new IllegalStateException("no name", new java.io.IOException("disk"));
                        }

                        emit(StatefulStack.kafka(name()));
                        """,
                        "script.jsh:2: java.lang.IllegalStateException: no name\n",
                        "  caused by java.io.IOException: disk\n",
                        "  in the statement at script.jsh:5\n"),
                row(
                        "an exception without a message",
                        "throw new AssertionError();",
                        "script.jsh:1: java.lang.AssertionError\n"),
                row("null", "KafkaStack kafka = null;\nemit(kafka);", "script.jsh:2: ", "emit was given null"),
                row("a supplier of null", "emit(() -> null);", "script.jsh:1: ", "emit was given null"),
                row(
                        "a stack with errors",
                        GOOD + "emit(StatefulStack.kafka(\"other\").namespace(\"production\").replicas(2));",
                        "1 error, nothing was written",
                        "error  kafka-two-voters  other: .replicas(2)  (script.jsh:2)"),
                row(
                        "errors of all stacks at once",
                        """
                        emit(StatefulStack.kafka("a").namespace("production").replicas(2));
                        emit(StatefulStack.kafka("b").namespace("production").replicas(0));
                        """,
                        "a: .replicas(2)  (script.jsh:1)",
                        "b: .replicas(0)  (script.jsh:2)"),
                row(
                        "an error that the script asks for itself",
                        "\nSystem.err.print(StatefulStack.kafka(\"kafka\").replicas(2).yaml());",
                        "script.jsh:2: 1 error, nothing was written",
                        "error  kafka-two-voters"),
                row(
                        "an edit that fails",
                        "emit(StatefulStack.kafka(\"kafka\").namespace(\"production\")\n"
                                + "  .edit(StatefulSet.class, \"kafka\", set -> { throw new IllegalStateException(\"no\"); }));",
                        "error  edit-failed",
                        "(script.jsh:1)"),
                row(
                        "one stack twice, in two calls",
                        GOOD + "emit(StatefulStack.kafka(\"other\").namespace(\"production\"));\n" + GOOD,
                        "error  object-duplicate  Service production/kafka-headless  (script.jsh:3)",
                        "error  object-duplicate  StatefulSet production/kafka  (script.jsh:3)"),
                row(
                        "several stacks twice, each with its second one",
                        """
                        KafkaStack kafka(String name) { return StatefulStack.kafka(name).namespace("production"); }
                        emit(kafka("a"));
                        emit(kafka("b"));
                        emit(kafka("c"));
                        emit(kafka("c"));
                        emit(kafka("d"));
                        emit(kafka("a"));
                        emit(kafka("e"), kafka("b"));
                        """,
                        "error  object-duplicate  StatefulSet production/c  (script.jsh:5)",
                        "error  object-duplicate  StatefulSet production/a  (script.jsh:7)",
                        "error  object-duplicate  StatefulSet production/b  (script.jsh:8)"),
                row(
                        "a command of the jshell tool",
                        GOOD + "\n/open other.jsh\n",
                        "script.jsh:3: /open other.jsh is a command"),
                row(
                        "an /exit that is not final",
                        "/exit\n" + GOOD,
                        "script.jsh:1: /exit is a command",
                        "everything behind it"),
                row("System.exit", GOOD + "System.exit(0);", "script.jsh:2: this statement calls System.exit"),
                row(
                        "System.exit in a lambda",
                        GOOD + "Runnable end = () -> System.exit(0);\nend.run();",
                        "script.jsh:2: this statement calls System.exit"),
                row(
                        "System.exit as a method reference",
                        "IntConsumer end = System::exit;\nend.accept(0);",
                        "script.jsh:1: this statement calls System.exit"),
                row(
                        "Runtime.exit in a class",
                        "class End { void now() { Runtime.getRuntime().exit(0); } }\nnew End().now();",
                        "script.jsh:1: this statement calls Runtime.exit"),
                row(
                        "Runtime.halt in an edit",
                        "emit(StatefulStack.kafka(\"kafka\").edit(StatefulSet.class, \"kafka\","
                                + " set -> Runtime.getRuntime().halt(0)));",
                        "script.jsh:1: this statement calls Runtime.halt"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongScripts")
    void aWrongScriptSaysWhereAndWritesNothing(String what, String script, List<String> said) throws IOException {
        Outcome outcome = run(script);

        assertThat(outcome.err).contains(said).doesNotContain("\tat ");
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.exitCode).isEqualTo(1);
    }

    @Test
    void nothingRunsBehindTheFirstStatementThatFails() throws IOException {
        assertThat(run("int a = \"\";\nSystem.out.println(\"went on\");").err).doesNotContain("went on");
    }

    @Test
    void nothingIsEmittedTwiceWhenTheCompilerRefusesAStatement() throws IOException {
        assertThat(run(GOOD + "int a = 1 +\n;").err).contains("script.jsh:3:1: error: illegal start of expression");
    }

    @Test
    void aScriptKnowsNothingOfTheOneBefore() throws IOException {
        run("int replicas = 3;\n" + GOOD);

        assertThat(run("emit(StatefulStack.kafka(\"kafka\").replicas(replicas));").err)
                .contains("variable replicas");
    }

    // ---- unreadable

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.jsh");

        assertThat(runFile(missing))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        missing + ": there is no such file; paths are relative to "
                                + Path.of("").toAbsolutePath() + "\n"));
    }

    @Test
    void aDirectoryIsNoScript() {
        assertThat(runFile(folder))
                .isEqualTo(new Outcome(2, "", folder + ": this is a directory; name one script in it\n"));
    }

    @Test
    void aScriptInAnotherEncodingIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("latin.jsh"), "// J\u00f6rg\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(runFile(file))
                .isEqualTo(new Outcome(2, "", file + ": the script is not UTF-8; save it in that encoding\n"));
    }

    @Test
    void aPathThatIsNoneIsRefused() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exitCode = new ScriptRunner(print(OutputStream.nullOutputStream()), print(err)).run("a\0b");

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the script cannot be read");
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void aFullDiskIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("script.jsh"), GOOD);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left on device");
            }
        };

        int exitCode = new ScriptRunner(print(full), print(err)).run(file.toString());

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be written to standard output");
        assertThat(exitCode).isEqualTo(1);
    }
}
