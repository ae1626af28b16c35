package dev.statefulstack.project;

import dev.statefulstack.script.Problem;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.InvalidStackException;
import dev.statefulstack.stack.StackProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the classes that say what a project has, and asks them. */
final class Providers {
    private final ClassLoader loader;
    private final boolean stackTraces;

    /** @param stackTraces whether what a provider throws is shown with all of its lines */
    Providers(ClassLoader loader, boolean stackTraces) {
        this.loader = loader;
        this.stackTraces = stackTraces;
    }

    /** The public classes in these folders that are providers. */
    List<Class<? extends StackProvider>> find(List<Path> folders) throws IOException {
        List<Class<? extends StackProvider>> found = new ArrayList<>();
        for (Path folder : folders) {
            for (String name : ClassNames.in(folder)) {
                Class<?> type;
                try {
                    type = Class.forName(name, false, loader);
                } catch (ClassNotFoundException | LinkageError e) {
                    // A class that needs what is not on the class path cannot be a provider that works.
                    continue;
                }
                if (StackProvider.class.isAssignableFrom(type) && isPublic(type) && !isAbstract(type)) {
                    found.add(type.asSubclass(StackProvider.class));
                }
            }
        }
        return found;
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
            throw Problem.unreadable("the class " + name + " cannot be loaded: " + e
                    + "\n  fix: put what it needs on the project's class path");
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
        try {
            List<Environment> environments = constructor(type).newInstance().environments();
            return List.copyOf(environments);
        } catch (InvocationTargetException | ExceptionInInitializerError e) {
            throw thrown(type, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException
                | RuntimeException
                | LinkageError
                | AssertionError
                | StackOverflowError e) {
            throw thrown(type, e);
        }
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
                + "\n  why: that takes a public class with a public constructor without parameters"
                + "\n  fix: add public " + type.getSimpleName() + "() {}, or make the class abstract if it is a base of"
                + " others");
    }

    private Problem thrown(Class<?> type, Throwable thrown) {
        if (thrown instanceof InvalidStackException invalid) {
            return Problem.wrong(String.valueOf(invalid.getMessage()));
        }
        StringBuilder text = new StringBuilder(type.getName())
                .append(": the provider throws ")
                .append(thrown);
        for (StackTraceElement frame : thrown.getStackTrace()) {
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
