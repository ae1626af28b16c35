package dev.statefulstack.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cached script does what it did when it was compiled, and a cache that may not be used is none. */
class ScriptCacheTest {
    private static final String GOOD = "emit(StatefulStack.kafka(\"kafka\").namespace(\"production\"));\n";

    private static final String OTHER = "emit(StatefulStack.kafka(\"other\").namespace(\"production\"));\n";

    private static final String GOOD_YAML =
            StatefulStack.kafka("kafka").namespace("production").yaml();

    private static final String OTHER_YAML =
            StatefulStack.kafka("other").namespace("production").yaml();

    @TempDir
    Path temporary;

    private Path file;
    private Path caches;
    private ScriptCache cache;

    private record Outcome(int exitCode, String out, String err) {}

    /** Surefire ends the property with a separator, behind which the JVM's own rules would see the current directory. */
    @BeforeAll
    static void leaveTheCurrentDirectoryOut() {
        String path = System.getProperty("java.class.path");
        if (path.endsWith(File.pathSeparator)) {
            System.setProperty("java.class.path", path.substring(0, path.length() - File.pathSeparator.length()));
        }
    }

    @BeforeEach
    void begin() {
        file = temporary.resolve("script.jsh");
        caches = temporary.resolve("caches");
        cache = ScriptCache.in(caches);
    }

    private Outcome run(ScriptCache with) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new ScriptRunner(print(out), print(err), with).run(file.toString());
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(OutputStream stream) {
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }

    private void write(String script) throws IOException {
        Files.writeString(file, script);
    }

    private ScriptCache.Entry entry() throws Problem {
        return Objects.requireNonNull(cache.entry(Script.read(file.toString())));
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(caches.resolve("scripts"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    /** Records under the key of {@link #GOOD} what {@link #OTHER} does, which shows whether the recording is used. */
    private void recordTheOtherScript() throws IOException, Problem {
        write(OTHER);
        run(cache);
        Recording other = entry().find();
        write(GOOD);
        entry().keep(Objects.requireNonNull(other));
    }

    // ---- used

    @Test
    void aRecordedScriptIsNotCompiled() throws Exception {
        recordTheOtherScript();

        assertThat(run(cache)).isEqualTo(new Outcome(0, OTHER_YAML, ""));
        assertThat(run(ScriptCache.none())).isEqualTo(new Outcome(0, GOOD_YAML, ""));
    }

    static Stream<String> scripts() {
        return Stream.concat(ScriptRunnerTest.goodScripts(), ScriptRunnerTest.remarks())
                .map(row -> (String) row.get()[1]);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void theSecondRunSaysTheSame(String script) throws Exception {
        write(script);
        Outcome compiled = run(ScriptCache.none());

        assertThat(run(cache)).isEqualTo(compiled);
        assertThat(entry().find()).isNotNull();
        assertThat(run(cache)).isEqualTo(compiled);
    }

    @Test
    void stacksWithErrorsAreReportedAtTheirLinesAgain() throws Exception {
        write(GOOD + "\nemit(StatefulStack.kafka(\"other\").namespace(\"production\").replicas(2));");
        Outcome compiled = run(cache);

        assertThat(entry().find()).isNotNull();
        assertThat(compiled.err).contains("other: .replicas(2)  (script.jsh:3)".replace("script.jsh", file.toString()));
        assertThat(run(cache)).isEqualTo(compiled);
    }

    @Test
    void variablesMethodsAndClassesThatChangeKeepTheirLastForm() throws Exception {
        write("""
                int replicas = 5;
                KafkaStack kafka() { return base().replicas(replicas); }
                KafkaStack base() { return StatefulStack.kafka("first"); }
                record Place(String namespace) {}
                KafkaStack base() { return StatefulStack.kafka("kafka").namespace(new Place("production").namespace()); }
                int replicas = 3;
                Runnable edit = () -> replicas++;
                emit(kafka());
                edit.run();
                System.out.println(replicas);
                """);
        Outcome compiled = run(cache);

        assertThat(compiled).isEqualTo(new Outcome(0, GOOD_YAML, "4\n"));
        assertThat(entry().find()).isNotNull();
        assertThat(run(cache)).isEqualTo(compiled);
    }

    // ---- failing where the recorded run did not

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String text = Files.readString(Path.of(\"INPUT\"));",
                "String text() {\n\n  try { return Files.readString(Path.of(\"INPUT\")); }\n"
                        + "  catch (IOException e) { throw new IllegalStateException(\"no input\", e); }\n}\n\ntext();",
                "class Input {\n  String text() throws IOException {\n    return Files.readString(Path.of(\"INPUT\"));\n  }\n}\n"
                        + "new Input().text();",
                "Supplier<Boolean> there = () -> Files.exists(Path.of(\"INPUT\"));\n"
                        + "\nStatefulStack.kafka(\"kafka\").replicas(there.get() ? 3 : 2).yaml();"
            })
    void anExceptionIsToldAsIfTheScriptHadBeenCompiled(String statements) throws Exception {
        Path input = Files.writeString(temporary.resolve("input"), "text");
        write("System.out.println(\"once\");\n" + GOOD + "\n" + statements.replace("INPUT", input.toString()));
        assertThat(run(cache).exitCode).isZero();
        Files.delete(input);

        Outcome replayed = run(cache);

        assertThat(replayed).isEqualTo(run(ScriptCache.none()));
        assertThat(replayed.exitCode).isEqualTo(1);
        assertThat(replayed.err).startsWith("once\n" + file + ":").containsOnlyOnce("once");
    }

    @Test
    void aRecordingThatFailsIsForgotten() throws Exception {
        Path input = Files.writeString(temporary.resolve("input"), "text");
        write(GOOD + "Files.readString(Path.of(\"" + input + "\"));");
        run(cache);
        Files.delete(input);
        run(cache);

        assertThat(entry().find()).isNull();
    }

    @Test
    void aScriptThatFailsIsNotRecorded() throws Exception {
        write(GOOD + "throw new IllegalStateException();");
        run(cache);

        assertThat(entry().find()).isNull();
    }

    // ---- not valid any more

    @Test
    void aChangedScriptIsCompiledAndTakesThePlaceOfWhatItWas() throws Exception {
        write(OTHER);
        run(cache);
        write(GOOD);

        assertThat(run(cache).out).isEqualTo(GOOD_YAML);
        assertThat(entry().find()).isNotNull();
        only();
    }

    @Test
    void theSameTextInAnotherFileIsCompiled() throws Exception {
        recordTheOtherScript();
        file = temporary.resolve("second.jsh");
        write(GOOD);

        assertThat(run(cache).out).isEqualTo(GOOD_YAML);
    }

    @Test
    void aDamagedRecordingIsCompiledAnew() throws Exception {
        recordTheOtherScript();
        byte[] damaged = Files.readAllBytes(only());
        damaged[damaged.length - 100] ^= 0x10;
        Files.write(only(), damaged);

        assertThat(run(cache).out).isEqualTo(GOOD_YAML);
        assertThat(entry().find()).isNotNull();
    }

    @Test
    void anyDamageIsSeen() throws Exception {
        Recording recording = new Recording();
        recording.add(new Recording.Statement(7));
        recording.add(new Recording.Load("One", new byte[] {1, 2, 3}));
        recording.add(new Recording.Call("One", "run"));
        recording.add(new Recording.Warning("w\u00e4rning"));
        byte[] key = {4, 5, 6};
        byte[] whole = recording.write(key);

        assertThat(Recording.read(whole, key)).isNotNull();
        assertThat(Objects.requireNonNull(Recording.read(whole, key)).write(key))
                .isEqualTo(whole);
        assertThat(Recording.read(whole, new byte[] {4, 5, 7})).isNull();
        assertThat(Recording.read(Arrays.copyOf(whole, whole.length + 1), key)).isNull();
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            assertThat(Recording.read(damaged, key)).as("byte %d", i).isNull();
            assertThat(Recording.read(Arrays.copyOf(whole, i), key))
                    .as("%d bytes", i)
                    .isNull();
        }
    }

    // ---- somebody else's

    @Test
    void onlyThisUserCanReadAndWriteWhatIsKept() throws Exception {
        write(GOOD);
        run(cache);

        assertThat(mode(only())).isEqualTo("rw-------");
        assertThat(mode(only().getParent())).isEqualTo("rwx------");
        assertThat(mode(caches)).isEqualTo("rwx------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void aFileThatOthersCanWriteIsNotLoaded() throws Exception {
        recordTheOtherScript();
        mode(only(), "rw--w----");

        assertThat(run(cache).out).isEqualTo(GOOD_YAML);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx----w-"})
    void aFolderThatOthersCanWriteIsNeitherReadNorWritten(String mode) throws Exception {
        recordTheOtherScript();
        byte[] before = Files.readAllBytes(only());
        mode(only().getParent(), mode);

        assertThat(run(cache).out).isEqualTo(GOOD_YAML);
        assertThat(Files.readAllBytes(only())).isEqualTo(before);
    }

    @Test
    void aFolderBelowOneThatOthersCanWriteIsNotUsed() throws Exception {
        recordTheOtherScript();
        mode(temporary, "rwxrwxrwx");

        assertThat(run(cache).out).isEqualTo(GOOD_YAML);
    }

    @Test
    void aLinkInPlaceOfAFileIsNotFollowed() throws Exception {
        recordTheOtherScript();
        Path there = only();
        Path elsewhere = Files.move(there, temporary.resolve("elsewhere"));
        Files.createSymbolicLink(there, elsewhere);

        assertThat(run(cache).out).isEqualTo(GOOD_YAML);
        assertThat(Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void aCacheThatCannotBeMadeIsNone() throws Exception {
        Files.writeString(caches, "a file");
        write(GOOD);

        assertThat(run(cache)).isEqualTo(new Outcome(0, GOOD_YAML, ""));
    }

    // ---- bounds

    @Test
    void theOldestMakeRoom() throws Exception {
        PrivateFolder folder = new PrivateFolder(caches);
        for (int i = 0; i < 40; i++) {
            folder.write("name-" + i, new byte[1 << 20]);
            Files.setLastModifiedTime(caches.resolve("name-" + i), FileTime.fromMillis(i));
        }
        folder.write("last", new byte[1]);

        try (Stream<Path> left = Files.list(caches)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .hasSizeBetween(30, 33)
                    .contains("last", "name-39")
                    .doesNotContain("name-0", "name-7");
        }
    }

    @Test
    void whatIsTooLargeIsLeftOut() throws Exception {
        new PrivateFolder(caches).write("large", new byte[5 << 20]);

        assertThat(caches).doesNotExist();
    }

    @Test
    void writersAtOnceLeaveAWholeFile() throws Exception {
        PrivateFolder folder = new PrivateFolder(caches);
        folder.write("name", new byte[50_000]);
        List<Thread> writers = Stream.of(1, 2, 3)
                .map(value -> new Thread(() -> {
                    try {
                        byte[] bytes = new byte[50_000];
                        Arrays.fill(bytes, value.byteValue());
                        for (int i = 0; i < 20; i++) {
                            folder.write("name", bytes);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .toList();
        writers.forEach(Thread::start);
        while (writers.stream().anyMatch(Thread::isAlive)) {
            byte[] read = folder.read("name");
            assertThat(read).hasSize(50_000).containsOnly(read[0]);
        }
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(caches).isDirectoryContaining("glob:**/name");
        try (Stream<Path> left = Files.list(caches)) {
            assertThat(left).hasSize(1);
        }
    }
}
