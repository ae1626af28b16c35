package dev.statefulstack.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as text, as far as they are UTF-8.
 *
 * @param isComplete whether all bytes are; if not, the first wrong one comes right behind the text
 */
record Utf8(String text, boolean isComplete) {
    static Utf8 decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        return new Utf8(out.flip().toString(), !result.isError());
    }
}
