package dev.statefulstack.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClassPathTest {
    private static final Class<?> TYPE = ClassPath.class;

    @Test
    void aProgramsClassPathIsTheSystems() {
        assertThat(ClassPath.ofThisLibrary()).isEqualTo(System.getProperty("java.class.path"));
    }

    @Test
    void underMavenTheClassPathIsThatOfTheLoader() throws Exception {
        URL here = TYPE.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {here}, ClassLoader.getPlatformClassLoader())) {
            Method method = loader.loadClass(TYPE.getName()).getDeclaredMethod("ofThisLibrary");
            method.setAccessible(true);

            assertThat(method.invoke(null)).isEqualTo(Path.of(here.toURI()).toString());
        }
    }
}
