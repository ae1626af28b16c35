package dev.statefulstack.check;

import dev.statefulstack.plan.EnvReferences;
import java.util.Set;

/** What can be wrong with environment variables; the sources are files of kubernetes/kubernetes. */
public final class EnvRules {
    public static final Rule NAME = Rule.unusable(
            "env-name-illegal",
            "the API server refuses it",
            "apimachinery pkg/util/validation/validation.go IsEnvVarName");

    /** What {@link #NAME} wants. */
    public static final String GRAMMAR = "use letters, digits, '_', '-' and '.', not beginning with a digit";

    public static final Rule DUPLICATE = Rule.error(
            "env-duplicate-name",
            "the later variable hides the earlier one, and everything computed from it is lost",
            "pkg/kubelet/kubelet_pods.go makeEnvironmentVariables");

    public static final Rule BEFORE_DEFINITION = Rule.error(
            "env-ref-before-definition",
            "Kubernetes replaces only names that stand earlier in the list; the text stays as it is",
            "pkg/kubelet/kubelet_pods.go makeEnvironmentVariables");

    public static final Rule UNDEFINED = Rule.error(
            "env-ref-undefined",
            "Kubernetes leaves a name that it doesn't know as it is, and the server reads the text literally",
            "third_party/forked/golang/expansion/expand.go");

    public static final Rule SHELL_SYNTAX = Rule.error(
            "env-shell-syntax-in-ref",
            "Kubernetes looks up all text between the brackets as a name; it is no shell",
            "third_party/forked/golang/expansion/expand.go tryReadVariableName");

    public static final Rule ZONE_LABEL = Rule.unusable(
            "zone-label-missing",
            "pods with a variable from a label that is not there get an empty value, and all members the same zone",
            "kubernetes/enhancements KEP-4742");

    /** What a shell would take for an operation on a variable's value. */
    private static final String SHELL_OPERATORS = "#%:/^,[";

    private EnvRules() {}

    /** Why a reference is not replaced, and what to do about it. */
    public record Unresolved(Rule rule, String what, String fix) {}

    /**
     * Explains a reference whose name is not defined.
     *
     * @param variable the one whose value holds the reference
     * @param defined the names that stand earlier
     * @param all the names that stand anywhere in the list
     */
    public static Unresolved explain(String variable, String reference, Set<String> defined, Set<String> all) {
        String leading = EnvReferences.leadingName(reference);
        boolean operator = leading.length() < reference.length()
                && SHELL_OPERATORS.indexOf(reference.charAt(leading.length())) >= 0;
        if (operator && defined.contains(leading)) {
            return new Unresolved(
                    SHELL_SYNTAX,
                    variable + " holds $(" + reference + "), which is shell syntax",
                    "write $(" + leading + "), or compute the value in a shell: command [sh, -c, ...]");
        }
        if (all.contains(reference)) {
            return new Unresolved(
                    BEFORE_DEFINITION,
                    variable + " holds $(" + reference + "), which is defined later",
                    "define " + reference + " before " + variable);
        }
        return new Unresolved(
                UNDEFINED,
                variable + " holds $(" + reference + "), which is defined nowhere",
                "define " + reference + " first, or write $$(" + reference + ") for the literal text");
    }
}
