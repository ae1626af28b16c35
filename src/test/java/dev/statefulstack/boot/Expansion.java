package dev.statefulstack.boot;

import java.util.Map;

/**
 * {@code $(NAME)} in environment, command and arguments, as Kubernetes replaces it.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.34.0/third_party/forked/golang/expansion/expand.go">
 *     expand.go</a>
 */
final class Expansion {
    private Expansion() {}

    /** A name that is not defined stays as it is; {@code $$} is one dollar sign. */
    static String expand(String text, Map<String, String> variables) {
        StringBuilder expanded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int dollar = text.indexOf('$', at);
            if (dollar < 0 || dollar + 1 == text.length()) {
                return expanded.append(text, at, text.length()).toString();
            }
            expanded.append(text, at, dollar);
            int close = text.charAt(dollar + 1) == '(' ? text.indexOf(')', dollar) : -1;
            if (text.charAt(dollar + 1) == '$') {
                expanded.append('$');
                at = dollar + 2;
            } else if (close < 0) {
                expanded.append(text, dollar, dollar + 2);
                at = dollar + 2;
            } else {
                String name = text.substring(dollar + 2, close);
                String value = variables.get(name);
                expanded.append(value == null ? "$(" + name + ")" : value);
                at = close + 1;
            }
        }
        return expanded.toString();
    }
}
