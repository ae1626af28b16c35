package dev.statefulstack.yaml;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Kubernetes' reader makes of a plain scalar: a second opinion, told in its own words and not in the writer's.
 *
 * <p>Source: sigs.k8s.io/yaml, goyaml.v2/resolve.go, function resolve. Dates are missing: that reader keeps them as text.
 */
final class GoYaml {
    private static final Set<String> WORDS = Set.of(
            "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "n", "N", "no", "No", "NO",
            "false", "False", "FALSE", "off", "Off", "OFF", "", "~", "null", "Null", "NULL", "<<", ".nan", ".NaN",
            ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private static final BigInteger LEAST = BigInteger.ONE.shiftLeft(63).negate();
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private GoYaml() {}

    static boolean takesForString(String plain) {
        if (WORDS.contains(plain)) {
            return false;
        }
        char first = plain.charAt(0);
        if (first == '.') {
            return !isFloat(plain);
        }
        boolean numeric = first == '+' || first == '-' || (first >= '0' && first <= '9');
        String digits = plain.replace("_", "");
        return !numeric || (!isInteger(digits) && !isFloat(digits));
    }

    private static boolean isFloat(String text) {
        return DECIMAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    }

    /** strconv.ParseInt and ParseUint with base 0: the prefix tells the base. */
    private static boolean isInteger(String text) {
        boolean signed = text.startsWith("+") || text.startsWith("-");
        String digits = signed ? text.substring(1) : text;
        if (digits.matches("0[xX][0-9a-fA-F]+")) {
            return fits(text, digits.substring(2), 16);
        }
        if (digits.matches("0[bB][01]+")) {
            return fits(text, digits.substring(2), 2);
        }
        if (digits.matches("0[oO]?[0-7]+")) {
            return fits(text, digits.replaceFirst("0[oO]?", ""), 8);
        }
        return digits.matches("0|[1-9][0-9]*") && fits(text, digits, 10);
    }

    private static boolean fits(String text, String digits, int base) {
        BigInteger value = new BigInteger(digits, base);
        BigInteger signed = text.startsWith("-") ? value.negate() : value;
        return signed.compareTo(LEAST) >= 0 && signed.compareTo(MOST) <= 0;
    }
}
