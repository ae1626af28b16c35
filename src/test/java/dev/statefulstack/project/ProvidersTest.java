package dev.statefulstack.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.script.Problem;
import dev.statefulstack.stack.StackProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found among the classes that a compiler wrote, and what is said about the rest. */
class ProvidersTest {
    private static final String PROVIDER = """
            import dev.statefulstack.stack.Environment;
            import dev.statefulstack.stack.StackProvider;
            import java.util.List;
            %s implements StackProvider {
                public List<Environment> environments() { return List.of(); }
            }
            """;

    @TempDir
    Path classes;

    private final List<Problem> problems = new ArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(classes.resolve(name + ".java"), source);
        String classPath = System.getProperty("java.class.path") + java.io.File.pathSeparator + classes;
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", classes.toString(), file.toString());
        assertThat(exitCode).isZero();
    }

    private List<String> found() throws IOException {
        URL[] urls = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            PrintStream remarks = new PrintStream(err, true, StandardCharsets.UTF_8);
            List<String> names = new ArrayList<>();
            for (Class<? extends StackProvider> type :
                    new Providers(loader, remarks, false).find(List.of(classes), problems)) {
                names.add(type.getName());
            }
            return names;
        }
    }

    @Test
    void aClassOfTheDefaultPackageIsFound() throws IOException {
        compile("Good", PROVIDER.formatted("public class Good"));

        assertThat(found()).containsExactly("Good");
        assertThat(problems).isEmpty();
    }

    /** Its manifests would be deleted as those of a stack that is gone. */
    @Test
    void aProviderThatNeedsWhatIsNotThereIsAProblem() throws IOException {
        compile("Needed", "public class Needed {}");
        compile("Needing", PROVIDER.formatted("public class Needing extends Needed"));
        Files.delete(classes.resolve("Needed.class"));

        assertThat(found()).isEmpty();
        assertThat(problems)
                .extracting(Problem::getMessage)
                .containsExactly("the class Needing cannot be loaded: java.lang.NoClassDefFoundError: Needed"
                        + "\n  fix: put what it needs on the project's class path, or name the providers that are to be"
                        + " asked");
    }

    @Test
    void aProviderThatANewerJdkCompiledIsAProblem() throws IOException {
        compile("Newer", PROVIDER.formatted("public class Newer"));
        Path file = classes.resolve("Newer.class");
        byte[] bytes = Files.readAllBytes(file);
        // The major version: JVMS 4.1.
        bytes[7] = 99;
        Files.write(file, bytes);

        assertThat(found()).isEmpty();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).hasMessageContaining("run this with the JDK that compiles the project");
    }

    @Test
    void anotherClassThatNeedsWhatIsNotThereIsNone() throws IOException {
        compile("Needed", "public class Needed {}");
        compile("Needing", "public class Needing extends Needed {}");
        Files.delete(classes.resolve("Needed.class"));

        assertThat(found()).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void aProviderThatIsNotPublicIsPassedOverAndSaid() throws IOException {
        compile("Hidden", PROVIDER.formatted("class Hidden"));

        assertThat(found()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("info  Hidden is passed over");
    }
}
