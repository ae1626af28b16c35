package dev.statefulstack.script;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What a script did: the classes that its statements were compiled to, and the calls into them. */
final class Recording {
    /** "SSR" and the version of the form. */
    private static final int MAGIC = 0x53535201;

    private static final int CHECKSUM_BYTES = Long.BYTES;

    /** Something that happened. */
    interface Step {}

    /** @param start where in the script the statement begins that is next */
    record Statement(int start) implements Step {}

    /** A class, known under its name from here on. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Load(String name, byte[] bytes) implements Step {}

    /** A static method without parameters was called. */
    record Call(String className, String method) implements Step {}

    /** The compiler said something. */
    record Warning(String text) implements Step {}

    private final List<Step> steps = new ArrayList<>();

    void add(Step step) {
        steps.add(step);
    }

    List<Step> steps() {
        return steps;
    }

    /**
     * As bytes that are read again by {@link #read}.
     *
     * @param key what the recording is valid for
     */
    byte[] write(byte[] key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        write(out, key);
        out.writeInt(steps.size());
        for (Step step : steps) {
            if (step instanceof Statement statement) {
                out.writeByte('S');
                out.writeInt(statement.start());
            } else if (step instanceof Load load) {
                out.writeByte('L');
                write(out, load.name());
                write(out, load.bytes());
            } else if (step instanceof Call call) {
                out.writeByte('C');
                write(out, call.className());
                write(out, call.method());
            } else if (step instanceof Warning warning) {
                out.writeByte('W');
                write(out, warning.text());
            }
        }
        out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        return bytes.toByteArray();
    }

    /** The recording; null where the bytes are none, are damaged, or are valid for something else. */
    static @Nullable Recording read(byte[] bytes, byte[] key) {
        int length = bytes.length - CHECKSUM_BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC || !Arrays.equals(readBytes(in), key) || !isWhole(bytes, length)) {
                return null;
            }
            Recording recording = new Recording();
            for (int left = in.readInt(); left > 0; left--) {
                recording.add(readStep(in));
            }
            return in.available() == CHECKSUM_BYTES ? recording : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static Step readStep(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'S' -> new Statement(in.readInt());
            case 'L' -> new Load(readText(in), readBytes(in));
            case 'C' -> new Call(readText(in), readText(in));
            case 'W' -> new Warning(readText(in));
            default -> throw new IOException("no step: " + kind);
        };
    }

    private static boolean isWhole(byte[] bytes, int length) throws IOException {
        DataInputStream end = new DataInputStream(new ByteArrayInputStream(bytes, length, CHECKSUM_BYTES));
        return end.readLong() == checksum(bytes, length);
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return checksum.getValue();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("longer than the file: " + length);
        }
        return in.readNBytes(length);
    }
}
