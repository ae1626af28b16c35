package dev.statefulstack.plan;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Kubernetes' amounts of memory, storage and CPU: {@code 2Gi}, {@code 500m}, {@code 1.5}. */
public final class Quantities {
    private static final long MIB = 1L << 20;

    private Quantities() {}

    /** The amount in bytes or cores, or null where Kubernetes would not take the text. */
    public static @Nullable BigDecimal parse(String text) {
        try {
            return Quantity.parse(text).getNumericalAmount();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether so little memory or storage was hardly meant: the unit is missing. */
    public static boolean lacksUnit(long bytes) {
        return bytes < MIB;
    }

    /** A whole, positive number of bytes, or null. */
    public static @Nullable Long parseBytes(String text) {
        BigDecimal amount = parse(text);
        if (amount == null || amount.signum() <= 0) {
            return null;
        }
        try {
            return amount.longValueExact();
        } catch (ArithmeticException fractionOrTooLarge) {
            return null;
        }
    }
}
