package dev.statefulstack.script;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes that jshell makes of a script's statements, as children of the loader that has this library.
 *
 * <p>jshell's own loader has the system's as its parent. Under Maven that one lacks this library, and a class path given
 * to jshell would load a second copy of it, whose {@code emit} nobody listens to.
 */
final class SnippetLoader implements LoaderDelegate {
    private final Classes classes = new Classes(SnippetLoader.class.getClassLoader());
    private volatile @Nullable String refused;

    /** The call for which a class was not loaded, such as {@code System.exit}; null where there was none. */
    @Nullable
    String refused() {
        return refused;
    }

    @Override
    public void load(ClassBytecodes[] made) throws ClassInstallException {
        for (ClassBytecodes one : made) {
            refused = refused == null ? ExitCalls.in(one.bytecodes()) : refused;
        }
        if (refused != null) {
            throw new ClassInstallException(refused, new boolean[made.length]);
        }
        classes.add(made);
    }

    @Override
    public void classesRedefined(ClassBytecodes[] made) {
        classes.add(made);
    }

    /** Everything is there already, in the parent. */
    @Override
    public void addToClasspath(String path) {}

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return classes.loadClass(name);
    }

    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> made = new ConcurrentHashMap<>();

        Classes(@Nullable ClassLoader parent) {
            super("script", parent);
        }

        void add(ClassBytecodes[] more) {
            for (ClassBytecodes one : more) {
                made.put(one.name(), one.bytecodes());
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = made.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
