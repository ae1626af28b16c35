package dev.statefulstack.maven;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The library that the project's own classes are compiled against.
 *
 * <p>A goal runs in Maven's class loader, which holds another copy of the library: its classes are other classes, and no
 * stack of the project would be one for it. So commands run in a class loader over the project's class path, which knows
 * nothing of Maven, and only types of the JDK go between the two.
 */
final class Library implements AutoCloseable {
    private static final String MAIN = "dev.statefulstack.Main";

    private static final String COORDINATES = "META-INF/maven/dev.statefulstack/statefulstack/pom.properties";

    private final URLClassLoader loader;
    private final String pluginVersion;

    /**
     * What a command said.
     *
     * @param remarks what is no failure
     * @param failure empty where there is none
     */
    record Outcome(int exitCode, String out, String remarks, String failure) {}

    private Library(URLClassLoader loader, String pluginVersion) {
        this.loader = loader;
        this.pluginVersion = pluginVersion;
    }

    /**
     * The library on a class path.
     *
     * @param classPath the project's
     * @param own the plugin's, used where the project has none: for scripts, which may do without
     */
    static Library on(List<File> classPath, List<File> own, String pluginVersion) throws MojoExecutionException {
        Library projects = new Library(loader(classPath), pluginVersion);
        if (projects.loader.getResource(MAIN.replace('.', '/') + ".class") != null) {
            return projects;
        }
        projects.close();
        List<File> both = new ArrayList<>(classPath);
        both.addAll(own);
        return new Library(loader(both), pluginVersion);
    }

    private static URLClassLoader loader(List<File> classPath) throws MojoExecutionException {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = classPath.get(i).toURI().toURL();
            } catch (MalformedURLException e) {
                throw new MojoExecutionException("the class path holds what is no file: " + classPath.get(i), e);
            }
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    /** The class path as the option {@code --class-path} takes it: jshell refuses one that names what is not there. */
    String classPath() {
        List<String> files = new ArrayList<>();
        for (URL url : loader.getURLs()) {
            File file = new File(java.net.URI.create(url.toString()));
            if (file.exists()) {
                files.add(file.getPath());
            }
        }
        return String.join(File.pathSeparator, files);
    }

    /** A resource of the library, such as the startup file of jshell. */
    byte[] resource(String name) throws MojoExecutionException {
        try (InputStream stream = loader.getResourceAsStream(name)) {
            if (stream == null) {
                throw new MojoExecutionException(name + " is not in the library" + versions());
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new MojoExecutionException(name + " cannot be read from the library: " + e, e);
        }
    }

    /** Runs a command to its end. */
    Outcome run(List<String> command) throws MojoExecutionException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ByteArrayOutputStream failure = new ByteArrayOutputStream();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
                PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8);
                PrintStream failureStream = new PrintStream(failure, false, StandardCharsets.UTF_8)) {
            int exitCode =
                    (int) main().invoke(null, outStream, errStream, failureStream, command.toArray(new String[0]));
            outStream.flush();
            errStream.flush();
            failureStream.flush();
            String remarks = text(err);
            String failed = text(failure);
            // A command that says in its output what is wrong has nothing to add; others say it with the rest.
            if (exitCode != 0 && failed.isEmpty() && out.size() == 0) {
                failed = remarks;
                remarks = "";
            }
            return new Outcome(
                    exitCode, out.toString(StandardCharsets.UTF_8), remarks, exitCode == 0 ? "" : failed + versions());
        } catch (InvocationTargetException e) {
            throw new MojoExecutionException(
                    "the library fails: " + e.getCause() + versions() + "\n  fix: run with -e and report what it shows",
                    e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new MojoExecutionException("the project's statefulstack cannot be run: " + e + versions(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String text(ByteArrayOutputStream said) {
        return said.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private Method main() throws ReflectiveOperationException {
        return Class.forName(MAIN, true, loader)
                .getMethod("run", PrintStream.class, PrintStream.class, PrintStream.class, String[].class);
    }

    /** What to do about two versions; empty where they are the same. */
    private String versions() {
        String version = version();
        if (version.equals(pluginVersion)) {
            return "";
        }
        return "\n  the project depends on statefulstack " + version + ", and the plugin is " + pluginVersion
                + "\n  fix: give both the same version, for example by a property statefulstack.version";
    }

    private String version() {
        try (InputStream stream = loader.getResourceAsStream(COORDINATES)) {
            if (stream == null) {
                // Classes in a folder, as in the build of the library itself.
                return pluginVersion;
            }
            Properties coordinates = new Properties();
            coordinates.load(stream);
            return String.valueOf(coordinates.getProperty("version"));
        } catch (IOException e) {
            return "that cannot be read (" + e + ")";
        }
    }

    @Override
    public void close() throws MojoExecutionException {
        try {
            loader.close();
        } catch (IOException e) {
            throw new MojoExecutionException("the class path cannot be closed: " + e, e);
        }
    }
}
