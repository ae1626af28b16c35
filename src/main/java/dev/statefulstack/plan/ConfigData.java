package dev.statefulstack.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Texts by key that pods read as files or variables: what becomes one ConfigMap. */
public record ConfigData(String name, Map<String, String> data) {
    public ConfigData {
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }

    /** The same for the same texts, and another for others: SHA-256 in hexadecimal. */
    public String checksum() {
        StringBuilder all = new StringBuilder();
        for (Map.Entry<String, String> entry : data.entrySet()) {
            all.append(entry.getKey()).append('\0').append(entry.getValue()).append('\0');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
