package dev.statefulstack.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers, truth values and null as JSON, for programs that read reports. */
public final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** An object with these keys and values, in their order. */
    public static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return object;
    }

    /** The value, indented by two blanks a level, with a line end. */
    public static String write(Object value) {
        Json json = new Json();
        json.value(value, 0);
        return json.out.append('\n').toString();
    }

    private void value(@Nullable Object value, int indent) {
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            String comma = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(comma);
                line(indent + 1);
                text(String.valueOf(entry.getKey()));
                out.append(": ");
                value(entry.getValue(), indent + 1);
                comma = ",";
            }
            close('}', map.isEmpty(), indent);
        } else if (value instanceof List<?> list) {
            out.append('[');
            String comma = "";
            for (Object item : list) {
                out.append(comma);
                line(indent + 1);
                value(item, indent + 1);
                comma = ",";
            }
            close(']', list.isEmpty(), indent);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            text(String.valueOf(value));
        }
    }

    private void close(char bracket, boolean empty, int indent) {
        if (!empty) {
            line(indent);
        }
        out.append(bracket);
    }

    private void line(int indent) {
        out.append('\n').append("  ".repeat(indent));
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7F || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                        out.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
