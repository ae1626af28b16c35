package dev.statefulstack.script;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls that end the JVM in a compiled class, before it is loaded. Scripts run in the JVM of Maven or of a test,
 * and an exit code 0 of their own would hide that nothing was written.
 *
 * <p>Looks at the constant pool, which names every method that the class calls or refers to (JVMS 4.4).
 */
final class ExitCalls {
    private static final Map<String, Set<String>> ENDING = Map.of(
            "java/lang/System", Set.of("exit"),
            "java/lang/Runtime", Set.of("exit", "halt"));

    // Tags of constants: JVMS, table 4.4-A.
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD = 10;
    private static final int METHOD_HANDLE = 15;

    /** Class, String, MethodType, Module and Package: one index and nothing else. */
    private static final Set<Integer> WITH_ONE_INDEX = Set.of(7, 8, 16, 19, 20);

    private final ByteBuffer bytes;

    /** Where the content of each constant begins, behind its tag. */
    private final int[] starts;

    private ExitCalls(byte[] classFile) {
        bytes = ByteBuffer.wrap(classFile);
        bytes.position(8);
        starts = new int[unsigned(bytes.getShort())];
    }

    /** {@code System.exit} or the like, or null where the class calls nothing of that kind. */
    static @Nullable String in(byte[] classFile) {
        return new ExitCalls(classFile).find();
    }

    private @Nullable String find() {
        int constant = 1;
        while (constant < starts.length) {
            int tag = bytes.get();
            starts[constant] = bytes.position();
            bytes.position(bytes.position() + size(tag));
            constant += tag == LONG || tag == DOUBLE ? 2 : 1;
        }
        for (int start : starts) {
            if (start > 0 && bytes.get(start - 1) == METHOD) {
                String type = text(index(starts[index(start)]));
                String method = text(index(starts[index(start + 2)]));
                if (ENDING.getOrDefault(type, Set.of()).contains(method)) {
                    return type.substring(type.lastIndexOf('/') + 1) + "." + method;
                }
            }
        }
        return null;
    }

    private int size(int tag) {
        if (tag == UTF8) {
            return 2 + index(bytes.position());
        }
        if (tag == LONG || tag == DOUBLE) {
            return 8;
        }
        if (tag == METHOD_HANDLE) {
            return 3;
        }
        return WITH_ONE_INDEX.contains(tag) ? 2 : 4;
    }

    private int index(int position) {
        return unsigned(bytes.getShort(position));
    }

    private String text(int constant) {
        int start = starts[constant];
        return new String(bytes.array(), start + 2, index(start), StandardCharsets.UTF_8);
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }
}
