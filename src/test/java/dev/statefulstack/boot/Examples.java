package dev.statefulstack.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The manifests of an example, as a user makes them. */
final class Examples {
    private Examples() {}

    static String yaml(String script) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.statefulstack.Main",
                        "run",
                        "examples/" + script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IllegalStateException(script + " ended with " + code);
        }
        return yaml;
    }
}
