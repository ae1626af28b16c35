package dev.statefulstack.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The imports of the startup file that a script has a use for.
 *
 * <p>jshell compiles each import by itself, and all of them took half of the time of a short script. What an import
 * brings can only be used by its name, so one of whose names none stands in the script is left out.
 */
final class StartupImports {
    private static final String STARTUP = "/dev/statefulstack/statefulstack.jsh";

    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    private static final Pattern IMPORT = Pattern.compile("import (?:static )?([\\w.]+)\\.(\\w+|\\*);");

    private StartupImports() {}

    /** As they stand in the file. */
    static List<String> of(String script) {
        Set<String> words = new TreeSet<>();
        Matcher word = WORD.matcher(script);
        while (word.find()) {
            words.add(word.group());
        }
        List<String> needed = new ArrayList<>();
        for (String line : startupFile().lines().toList()) {
            Matcher found = IMPORT.matcher(line);
            if (found.matches() && isNeeded(found.group(1), found.group(2), words)) {
                needed.add(line);
            }
        }
        return needed;
    }

    private static boolean isNeeded(String from, String name, Set<String> words) {
        if (!name.equals("*")) {
            return words.contains(name);
        }
        for (String word : words) {
            if (Character.isUpperCase(word.charAt(0)) && isClass(from + "." + word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, StartupImports.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static String startupFile() {
        try (InputStream file = Objects.requireNonNull(StartupImports.class.getResourceAsStream(STARTUP), STARTUP)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
