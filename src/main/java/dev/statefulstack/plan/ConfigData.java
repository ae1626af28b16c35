package dev.statefulstack.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Texts by key that pods read as files or variables: what becomes one ConfigMap. */
public record ConfigData(String name, Map<String, String> data) {
    public ConfigData {
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }
}
