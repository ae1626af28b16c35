package dev.statefulstack.check;

import java.nio.charset.StandardCharsets;

/** How large objects may be, for options too, where the user's line is known. */
public final class SizeRules {
    /** Bytes of all values of a ConfigMap or a Secret. Source: {@link #CONFIG_MAP}. */
    public static final int MOST = 1 << 20;

    public static final Rule CONFIG_MAP = Rule.unusable(
            "config-map-too-large",
            "the API server refuses a ConfigMap of more than 1 MiB",
            "pkg/apis/core/validation/validation.go ValidateConfigMap");

    private SizeRules() {}

    /** As the API server counts a value. */
    public static long bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }
}
