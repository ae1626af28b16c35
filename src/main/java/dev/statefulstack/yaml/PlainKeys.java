package dev.statefulstack.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Keys that were found plain before. Nearly all keys are names of fields, always the same objects, and to look at each
 * of their characters again is a third of the writer's time.
 *
 * <p>It only remembers an answer that depends on nothing else, so neither a lost entry nor another thread's changes the
 * output.
 */
final class PlainKeys {
    private static final @Nullable String[] KNOWN = new String[512];

    private PlainKeys() {}

    static boolean contains(String key) {
        // The same object, because to compare characters is what this is for to avoid.
        @SuppressWarnings("ReferenceEquality")
        boolean known = KNOWN[slot(key)] == key;
        return known;
    }

    static void remember(String key) {
        KNOWN[slot(key)] = key;
    }

    private static int slot(String key) {
        return key.hashCode() & (KNOWN.length - 1);
    }
}
