package dev.statefulstack.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds what Kubernetes takes for references to environment variables: everything from <code>$(</code> to the first
 * <code>)</code>, whatever stands between; <code>$$</code> is a dollar. Source: kubernetes
 * third_party/forked/golang/expansion/expand.go.
 */
public final class EnvReferences {
    private EnvReferences() {}

    /** The names in order, as they are written. */
    public static List<String> in(String text) {
        List<String> names = new ArrayList<>();
        for (int dollar = text.indexOf('$'); dollar >= 0 && dollar + 1 < text.length(); ) {
            int next = dollar + 1;
            if (text.charAt(next) == '$') {
                next++;
            } else if (text.charAt(next) == '(') {
                int close = text.indexOf(')', next);
                if (close < 0) {
                    return names;
                }
                names.add(text.substring(next + 1, close));
                next = close + 1;
            }
            dollar = text.indexOf('$', next);
        }
        return names;
    }

    /** The leading part of a reference that could be a variable's name: {@code POD_NAME} of {@code POD_NAME##*-}. */
    public static String leadingName(String reference) {
        int end = 0;
        while (end < reference.length() && isNamePart(reference.charAt(end))) {
            end++;
        }
        return reference.substring(0, end);
    }

    private static boolean isNamePart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
