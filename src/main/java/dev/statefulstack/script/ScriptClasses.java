package dev.statefulstack.script;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/**
 * The classes that a script's statements were compiled to, as children of the loader that has this library.
 *
 * <p>jshell's own loader has the system's as its parent. Under Maven that one lacks this library, and a class path given
 * to jshell would load a second copy of it, whose {@code emit} nobody listens to.
 */
final class ScriptClasses extends ClassLoader {
    private final Map<String, byte[]> made = new HashMap<>();

    ScriptClasses() {
        super("script", ScriptClasses.class.getClassLoader());
    }

    /** Adds a class, which is defined when it is first asked for. */
    void add(String name, byte[] bytes) {
        synchronized (made) {
            made.put(name, bytes);
        }
    }

    /**
     * Calls a static method without parameters.
     *
     * @throws Throwable whatever it throws, or why it cannot be called
     */
    void call(String className, String method) throws Throwable {
        Method called = loadClass(className).getDeclaredMethod(method);
        called.setAccessible(true);
        try {
            called.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        synchronized (made) {
            byte[] bytes = made.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
