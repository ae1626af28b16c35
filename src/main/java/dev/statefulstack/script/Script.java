package dev.statefulstack.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script's text, and how its places are shown. */
final class Script {
    /** The jshell tool needs it to come back to the shell; behind it, only blanks and comments. */
    private static final Pattern LAST_EXIT =
            Pattern.compile("^[ \\t]*/exit\\b[^\\n]*\\n(?:\\s++|//[^\\n]*+)*+\\z", Pattern.MULTILINE);

    private final String file;
    private final String text;

    private Script(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** A final {@code /exit} is left out. */
    static Script of(String file, String text) {
        // Some editors put a byte order mark before the text; the compiler takes it for a character.
        String whole = (text.startsWith("\uFEFF") ? text.substring(1) : text) + "\n";
        Matcher exit = LAST_EXIT.matcher(whole);
        return new Script(file, exit.find() ? whole.substring(0, exit.start()) : whole);
    }

    /** @throws Problem if there is no such file, or it is no text in UTF-8 */
    static Script read(String file) throws Problem {
        byte[] bytes;
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw Problem.unreadable(file + ": this is a directory; name one script in it");
            }
            if (Files.notExists(path)) {
                throw Problem.unreadable(file + ": there is no such file; paths are relative to "
                        + Path.of("").toAbsolutePath());
            }
            bytes = Files.readAllBytes(path);
        } catch (IOException | InvalidPathException e) {
            throw Problem.unreadable(file + ": the script cannot be read: " + e);
        }
        try {
            return of(
                    file,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw Problem.unreadable(file + ": the script is not UTF-8; save it in that encoding");
        }
    }

    String file() {
        return file;
    }

    String text() {
        return text;
    }

    /** The next place from here that holds neither blanks nor a comment; the text's length where there is none. */
    int skipBlank(int from) {
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = text.indexOf('\n', at);
            } else if (text.startsWith("/*", at) && text.indexOf("*/", at + 2) > 0) {
                at = text.indexOf("*/", at + 2) + 2;
            } else {
                break;
            }
        }
        return at;
    }

    /** {@code examples/kafka.jsh:7}. */
    String line(int offset) {
        return line(offset, 0);
    }

    /** The line that is this many lines below. */
    String line(int offset, int below) {
        return file + ":" + (number(offset) + below);
    }

    /** {@code examples/kafka.jsh:7:12}. */
    String column(int offset) {
        return line(offset) + ":" + (offset - lineStart(offset) + 1);
    }

    /** The source line, and a mark under the place. */
    String excerpt(int offset) {
        int start = lineStart(offset);
        String line = text.substring(start, text.indexOf('\n', offset)).stripTrailing();
        String before = text.substring(start, offset);
        return line + "\n" + before.replaceAll("[^\\t]", " ") + "^";
    }

    private int number(int offset) {
        int number = 1;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            number++;
        }
        return number;
    }

    private int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }
}
