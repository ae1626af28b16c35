package dev.statefulstack.project;

import dev.statefulstack.script.Problem;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.InvalidStackException;
import dev.statefulstack.stack.StackProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the classes that say what a project has, and asks them. */
final class Providers {
    private final ClassLoader loader;
    private final PrintStream err;
    private final boolean stackTraces;

    /**
     * @param err gets what is worth knowing
     * @param stackTraces whether what a provider throws is shown with all of its lines
     */
    Providers(ClassLoader loader, PrintStream err, boolean stackTraces) {
        this.loader = loader;
        this.err = err;
        this.stackTraces = stackTraces;
    }

    /**
     * The public classes in these folders that are providers.
     *
     * @param problems gets those that may be one and cannot be loaded: without them, their manifests would be left behind
     */
    List<Class<? extends StackProvider>> find(List<Path> folders, List<Problem> problems) throws IOException {
        List<Class<? extends StackProvider>> found = new ArrayList<>();
        for (Path folder : folders) {
            for (String name : ClassNames.in(folder)) {
                try {
                    Class<?> type = Class.forName(name, false, loader);
                    if (!StackProvider.class.isAssignableFrom(type) || isAbstract(type)) {
                        continue;
                    }
                    if (isPublic(type)) {
                        found.add(type.asSubclass(StackProvider.class));
                    } else if (type.getCanonicalName() != null) {
                        err.println("info  " + name + " is passed over\n  why: it gives stacks, and is not public");
                    }
                } catch (ClassNotFoundException e) {
                    // Below META-INF/versions, for example.
                } catch (LinkageError e) {
                    if (mentionsStacks(name)) {
                        problems.add(unloadable(name, e));
                        if (e instanceof UnsupportedClassVersionError) {
                            // The others of the project are the same.
                            return found;
                        }
                    }
                }
            }
        }
        return found;
    }

    /** Whether the class says in its signatures that it has to do with stacks, as each provider does. */
    private boolean mentionsStacks(String name) throws IOException {
        try (InputStream bytes = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            return bytes != null
                    && new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1)
                            .contains(StackProvider.class.getPackageName().replace('.', '/'));
        }
    }

    private static Problem unloadable(String name, LinkageError error) {
        return Problem.unreadable("the class " + name + " cannot be loaded: " + error
                + "\n  fix: "
                + (error instanceof UnsupportedClassVersionError
                        ? "run this with the JDK that compiles the project, or a newer one"
                        : "put what it needs on the project's class path, or name the providers that are to be asked"));
    }

    /** @throws Problem if there is no such class, or it is no provider */
    Class<? extends StackProvider> named(String name) throws Problem {
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw Problem.unreadable("there is no class " + name
                    + "\n  why: it was named as a provider of stacks, and is not on the project's class path"
                    + "\n  fix: compile the project first, and write the name as Java does, with its package and with a $"
                    + " before a nested class");
        } catch (LinkageError e) {
            throw unloadable(name, e);
        }
        if (!StackProvider.class.isAssignableFrom(type) || isAbstract(type)) {
            throw Problem.unreadable("the class " + name + " is no provider of stacks"
                    + "\n  fix: public final class " + type.getSimpleName() + " implements "
                    + StackProvider.class.getSimpleName());
        }
        return type.asSubclass(StackProvider.class);
    }

    /** @throws Problem if the class cannot be made, or throws */
    List<Environment> environments(Class<? extends StackProvider> type) throws Problem {
        List<Environment> environments;
        try {
            environments = constructor(type).newInstance().environments();
        } catch (Problem e) {
            throw e;
        } catch (InvocationTargetException | ExceptionInInitializerError e) {
            throw thrown(type, e.getCause() == null ? e : e.getCause());
        } catch (Throwable e) {
            // Other languages throw checked exceptions from here too.
            throw thrown(type, e);
        }
        if (environments == null || Arrays.asList(environments.toArray()).contains(null)) {
            throw Problem.wrong(type.getName() + ": environments() gives "
                    + (environments == null ? "null" : "a list that holds null")
                    + "\n  fix: leave it out; a provider that has none returns List.of()");
        }
        return environments;
    }

    private static Constructor<? extends StackProvider> constructor(Class<? extends StackProvider> type)
            throws Problem {
        try {
            if (isPublic(type)) {
                return type.getConstructor();
            }
        } catch (NoSuchMethodException e) {
            // Said below.
        }
        throw Problem.wrong(type.getName() + ": the provider cannot be made"
                + "\n  why: that takes a public class, static if it is nested, with a public constructor without"
                + " parameters; an enum has none"
                + "\n  fix: public " + (type.isMemberClass() ? "static " : "") + "final class " + type.getSimpleName()
                + " { public " + type.getSimpleName()
                + "() {} }, or make the class abstract if it is a base of others");
    }

    private Problem thrown(Class<?> type, Throwable thrown) {
        if (thrown instanceof InvalidStackException invalid) {
            return Problem.wrong(String.valueOf(invalid.getMessage()));
        }
        StringBuilder text = new StringBuilder(type.getName())
                .append(": the provider throws ")
                .append(thrown);
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().equals(Providers.class.getName())) {
                break;
            }
            if (isUsers(frame)) {
                text.append("\n  at ").append(frame.getFileName()).append(':').append(frame.getLineNumber());
                break;
            }
        }
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            text.append("\n  caused by ").append(cause);
        }
        if (stackTraces) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            text.append("\n\n").append(trace.toString().stripTrailing());
        }
        return Problem.wrong(text.toString());
    }

    /** Neither the JDK's nor ours. */
    private static boolean isUsers(StackTraceElement frame) {
        String type = frame.getClassName();
        return !type.startsWith("java.")
                && !type.startsWith("jdk.")
                && !type.startsWith("sun.")
                && !type.startsWith("dev.statefulstack.");
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (!Modifier.isPublic(outer.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAbstract(Class<?> type) {
        return type.isInterface() || Modifier.isAbstract(type.getModifiers());
    }
}
