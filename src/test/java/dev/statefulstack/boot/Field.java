package dev.statefulstack.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A value somewhere in a manifest as a YAML 1.1 reader gave it; what is not there is an empty field. */
record Field(Object value) {
    static final Field NONE = new Field(null);

    /** The field that the keys lead to. */
    Field get(String... path) {
        Object found = value;
        for (String key : path) {
            found = found instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return found == null ? NONE : new Field(found);
    }

    boolean present() {
        return value != null;
    }

    /** Empty where there is none. */
    String text() {
        return Objects.toString(value, "");
    }

    String text(String fallback) {
        return present() ? text() : fallback;
    }

    int number(int fallback) {
        return present() ? Integer.parseInt(text()) : fallback;
    }

    boolean flag(boolean fallback) {
        return present() ? (Boolean) value : fallback;
    }

    List<Field> items() {
        List<Field> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                items.add(new Field(item));
            }
        }
        return items;
    }

    /** Each item as text. */
    List<String> texts() {
        return items().stream().map(Field::text).toList();
    }

    /** The entries of a map, in their order. */
    Map<String, Field> entries() {
        Map<String, Field> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> entries.put(key.toString(), entry == null ? NONE : new Field(entry)));
        }
        return entries;
    }

    /** A map of texts, in its order. */
    Map<String, String> textEntries() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries().forEach((key, entry) -> texts.put(key, entry.text()));
        return texts;
    }
}
