package dev.statefulstack.yaml;

import dev.statefulstack.tree.Position;
import dev.statefulstack.tree.ScalarNode;
import dev.statefulstack.tree.ScalarNode.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What kubectl, Helm and the API server make of a plain scalar: YAML 1.1 with Go's numbers. Source: sigs.k8s.io/yaml,
 * goyaml.v2/resolve.go; dates stay text there, base 60 is not known, underscores in numbers vanish.
 */
final class KubernetesScalars {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** More digits than any number that a float holds; a longer text is none, and would take long to convert. */
    private static final int LONGEST_NUMBER = 400;

    private KubernetesScalars() {}

    static ScalarNode read(String plain, Position position) {
        switch (plain) {
            case "", "~", "null", "Null", "NULL" -> {
                return new ScalarNode(Kind.NULL, "null", position, plain);
            }
            case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> {
                return new ScalarNode(Kind.BOOLEAN, "true", position, plain);
            }
            case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> {
                return new ScalarNode(Kind.BOOLEAN, "false", position, plain);
            }
            case ".nan",
                    ".NaN",
                    ".NAN",
                    ".inf",
                    ".Inf",
                    ".INF",
                    "+.inf",
                    "+.Inf",
                    "+.INF",
                    "-.inf",
                    "-.Inf",
                    "-.INF" -> {
                return new ScalarNode(Kind.FLOAT, plain, position);
            }
            default -> {
                ScalarNode number = plain.length() <= LONGEST_NUMBER ? number(plain, position) : null;
                return number == null ? new ScalarNode(Kind.STRING, plain, position) : number;
            }
        }
    }

    /** Whether the value is one that JSON has no word for. */
    static boolean isOutsideOfJson(ScalarNode scalar) {
        return scalar.kind() == Kind.FLOAT
                && !Character.isDigit(scalar.text().charAt(scalar.text().length() - 1));
    }

    private static @Nullable ScalarNode number(String plain, Position position) {
        char first = plain.charAt(0);
        boolean signed = first == '+' || first == '-';
        if (!signed && first != '.' && (first < '0' || first > '9')) {
            return null;
        }
        String text = first == '.' ? plain : plain.replace("_", "");
        BigInteger integer = first == '.' ? null : integer(text);
        if (integer != null && integer.compareTo(LEAST) >= 0 && integer.compareTo(MOST) <= 0) {
            return new ScalarNode(Kind.INTEGER, integer.toString(), position, plain);
        }
        return isDecimal(text) ? decimal(Double.parseDouble(text), plain, position) : null;
    }

    /** strconv.ParseInt with base 0: the prefix tells the base. */
    private static @Nullable BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        int start = negative || text.startsWith("+") ? 1 : 0;
        int base = 10;
        if (text.length() > start + 1 && text.charAt(start) == '0') {
            char prefix = text.charAt(start + 1);
            base = switch (prefix) {
                case 'x', 'X' -> 16;
                case 'b', 'B' -> 2;
                default -> 8;
            };
            start += base == 8 && prefix != 'o' && prefix != 'O' ? 1 : 2;
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 'f' || Character.digit(c, base) < 0) {
                return null;
            }
        }
        if (start >= text.length()) {
            return null;
        }
        BigInteger value = new BigInteger(text.substring(start), base);
        return negative ? value.negate() : value;
    }

    /** {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?}, without the cost of a pattern. */
    private static boolean isDecimal(String text) {
        int at = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        int whole = digits(text, at);
        int end = at + whole;
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = digits(text, end + 1);
            if (whole == 0 && fraction == 0) {
                return false;
            }
            end += 1 + fraction;
        } else if (whole == 0) {
            return false;
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            end++;
            if (end < text.length() && (text.charAt(end) == '+' || text.charAt(end) == '-')) {
                end++;
            }
            int exponent = digits(text, end);
            if (exponent == 0) {
                return false;
            }
            end += exponent;
        }
        return end == text.length();
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - from;
    }

    /** As Go's JSON writes it: {@code 1000} for {@code 1e3}, and exponents only below 1e-6 and from 1e21 on. */
    private static @Nullable ScalarNode decimal(double value, String plain, Position position) {
        if (Double.isInfinite(value)) {
            return null;
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        if (value == 0) {
            return new ScalarNode(Kind.INTEGER, "0", position, plain);
        }
        if (size < 1e-6 || size >= 1e21) {
            String digits = exact.unscaledValue().abs().toString();
            int exponent = digits.length() - 1 - exact.scale();
            String text = (value < 0 ? "-" : "")
                    + digits.charAt(0)
                    + (digits.length() > 1 ? "." + digits.substring(1) : "")
                    + (exponent < 0 ? "e-" : "e+")
                    + Math.abs(exponent);
            return new ScalarNode(Kind.FLOAT, text, position, plain);
        }
        Kind kind = exact.scale() <= 0 && size < 0x1p63 ? Kind.INTEGER : Kind.FLOAT;
        return new ScalarNode(kind, exact.toPlainString(), position, plain);
    }
}
