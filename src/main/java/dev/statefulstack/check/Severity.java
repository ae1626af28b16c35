package dev.statefulstack.check;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** The API server refuses it, or the system cannot work with it. Nothing is written. */
    ERROR,
    /** It works until something goes wrong. */
    WARNING,
    /** Worth knowing. */
    INFO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
