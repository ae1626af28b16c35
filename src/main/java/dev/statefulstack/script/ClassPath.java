package dev.statefulstack.script;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.StringJoiner;

/** What scripts are compiled against: where this library and its dependencies came from. */
final class ClassPath {
    private ClassPath() {}

    /** In the form of the option {@code --class-path}. */
    static String ofThisLibrary() {
        // Under exec:java the system's class path holds Maven and nothing else.
        if (!(ClassPath.class.getClassLoader() instanceof URLClassLoader loader)) {
            return System.getProperty("java.class.path");
        }
        StringJoiner path = new StringJoiner(File.pathSeparator);
        for (URL url : loader.getURLs()) {
            try {
                path.add(Path.of(url.toURI()).toString());
            } catch (URISyntaxException e) {
                throw new IllegalStateException("the class loader has an address that is none: " + url, e);
            }
        }
        return path.toString();
    }
}
