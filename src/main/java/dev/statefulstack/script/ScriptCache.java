package dev.statefulstack.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What scripts were compiled to, so that one that has not changed starts no compiler.
 *
 * <p>A script whose every statement went well is recorded with all that decides what it is compiled to: its text, the files
 * of the class path and the JDK. Recordings whose folder others could write are never used, nor those on file systems
 * without owners and modes. Whatever is wrong with the cache, scripts are compiled as if there were none.
 */
public final class ScriptCache {
    /** The folder, or {@link #OFF}. */
    public static final String VARIABLE = "STATEFULSTACK_CACHE";

    /** In place of a folder: there is no cache. */
    public static final String OFF = "off";

    /** Below the folder, because only a folder of its own is emptied when it grows too large. */
    private static final String SCRIPTS = "scripts";

    private final @Nullable PrivateFolder folder;

    private ScriptCache(@Nullable PrivateFolder folder) {
        this.folder = folder;
    }

    /** Remembers nothing. */
    public static ScriptCache none() {
        return new ScriptCache(null);
    }

    /** In a folder, which is made when something is to be kept. */
    public static ScriptCache in(Path folder) {
        return new ScriptCache(new PrivateFolder(folder.resolve(SCRIPTS)));
    }

    /**
     * This user's: the folder that {@link #VARIABLE} names; else {@code statefulstack} below {@code $XDG_CACHE_HOME}
     * where that is set, {@code ~/Library/Caches} on macOS and {@code ~/.cache} elsewhere.
     */
    public static ScriptCache ofUser() {
        String named = System.getenv(VARIABLE);
        if (OFF.equals(named)) {
            return none();
        }
        try {
            if (named != null && !named.isEmpty()) {
                return in(Path.of(named));
            }
            Path caches = caches();
            // A user without a home directory has "?" there.
            return caches.isAbsolute() ? in(caches.resolve("statefulstack")) : none();
        } catch (InvalidPathException e) {
            return none();
        }
    }

    /** XDG Base Directory Specification: a relative path is to be ignored. */
    private static Path caches() {
        String configured = System.getenv("XDG_CACHE_HOME");
        if (configured != null && Path.of(configured).isAbsolute()) {
            return Path.of(configured);
        }
        boolean isMac = System.getProperty("os.name").startsWith("Mac");
        return Path.of(System.getProperty("user.home"), isMac ? "Library/Caches" : ".cache");
    }

    /** Where the recording of one script is, and what it must be valid for. */
    final class Entry {
        private final String name;
        private final byte[] key;

        private Entry(String name, byte[] key) {
            this.name = name;
            this.key = key;
        }

        /** What the script did last; null where it is not known. */
        @Nullable
        Recording find() {
            try {
                return folder == null ? null : Recording.read(folder.read(name), key);
            } catch (IOException e) {
                return null;
            }
        }

        void keep(Recording recording) {
            try {
                if (folder != null) {
                    folder.write(name, recording.write(key));
                }
            } catch (IOException e) {
                // It is compiled the next time as well.
            }
        }

        void forget() {
            try {
                if (folder != null) {
                    folder.delete(name);
                }
            } catch (IOException e) {
                // It fails the next time as well, and says the same.
            }
        }
    }

    /** Null where nothing is kept for the script. */
    @Nullable
    Entry entry(Script script) {
        String classPath = folder == null ? null : ClassPath.fingerprint();
        if (classPath == null) {
            return null;
        }
        // A script that changes takes the place of what it was before.
        String place = Path.of(script.file()).toAbsolutePath() + "\n"
                + script.file() + "\n"
                + System.getProperty("java.home") + "\n"
                + ClassPath.ofThisLibrary() + "\n";
        // The locale is the language of the compiler's warnings.
        String key = place
                + System.getProperty("java.vm.version") + "\n"
                + Locale.getDefault() + "\n"
                + classPath + "\n"
                + script.text();
        return new Entry(name(place), key.getBytes(StandardCharsets.UTF_8));
    }

    /** Two scripts that share a name only take turns, since keys are compared as a whole. */
    private static String name(String place) {
        CRC32 sum = new CRC32();
        sum.update(place.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
