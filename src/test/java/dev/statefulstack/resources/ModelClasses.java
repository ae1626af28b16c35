package dev.statefulstack.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import tools.jackson.databind.annotation.JsonSerialize;

/** All classes of fabric8's model on the class path that Jackson is told to write. */
final class ModelClasses {
    private ModelClasses() {}

    static List<Class<?>> all() throws IOException, ClassNotFoundException {
        ClassLoader loader = ModelClasses.class.getClassLoader();
        List<Class<?>> classes = new ArrayList<>();
        for (URL manifest : Collections.list(loader.getResources(JarFile.MANIFEST_NAME))) {
            if (!manifest.getPath().contains("/kubernetes-model-")) {
                continue;
            }
            try (JarFile jar = ((JarURLConnection) manifest.openConnection()).getJarFile()) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    String file = entry.getName();
                    if (!file.endsWith(".class") || file.startsWith("META-INF")) {
                        continue;
                    }
                    String name =
                            file.substring(0, file.length() - ".class".length()).replace('/', '.');
                    Class<?> type = Class.forName(name, false, loader);
                    if (type.isAnnotationPresent(JsonInclude.class) || type.isAnnotationPresent(JsonSerialize.class)) {
                        classes.add(type);
                    }
                }
            }
        }
        classes.sort(Comparator.comparing(Class::getName));
        return classes;
    }
}
