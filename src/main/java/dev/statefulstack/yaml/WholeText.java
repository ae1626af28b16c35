package dev.statefulstack.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Constant;

/**
 * A text for the library's scanner. The library's own reader takes a kilobyte at a time and copies a token anew for each,
 * so that one word of ten megabytes takes hours.
 */
final class WholeText extends StreamReader {
    /** What the scanner knows as the end. */
    private static final int END = 0;

    private final int[] codePoints;
    private int at;
    private int line;
    private int column;
    private int documentStart;

    WholeText(String text) {
        super("");
        codePoints = text.codePoints().toArray();
    }

    @Override
    public Mark getMark() {
        return new Mark("", at, line, column, codePoints, at);
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int length) {
        for (int i = 0; i < length && at < codePoints.length; i++) {
            int c = codePoints[at++];
            if (Constant.LINEBR.has(c) || (c == '\r' && peek() != '\n')) {
                line++;
                column = 0;
            } else if (c != 0xFEFF) {
                column++;
            }
        }
    }

    @Override
    public int peek() {
        return peek(0);
    }

    @Override
    public int peek(int index) {
        return at + index < codePoints.length ? codePoints[at + index] : END;
    }

    @Override
    public String prefix(int length) {
        return new String(codePoints, at, Math.min(length, codePoints.length - at));
    }

    @Override
    public String prefixForward(int length) {
        String prefix = prefix(length);
        at += length;
        column += length;
        return prefix;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getDocumentIndex() {
        return at - documentStart;
    }

    @Override
    public void resetDocumentIndex() {
        documentStart = at;
    }

    @Override
    public int getIndex() {
        return at;
    }

    @Override
    public int getLine() {
        return line;
    }
}
