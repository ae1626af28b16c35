package dev.statefulstack.check;

/** What can be wrong with names of objects, whoever gives them. */
public final class NameRules {
    public static final Rule ILLEGAL = Rule.unusable(
            "name-illegal",
            "the API server refuses objects with other names",
            "apimachinery pkg/util/validation/validation.go");

    public static final Rule SET_TOO_LONG = Rule.unusable(
            "sts-name-too-long",
            "the label controller-revision-hash holds the name and eleven more characters, and a label ends at 63;"
                    + " the API server takes the name and pods are refused later",
            "pkg/controller/history/controller_history.go; kubernetes issue 64023");

    static final Rule POD_TOO_LONG = Rule.error(
            "pod-name-too-long",
            "a pod's name is its host name and a label's value, which both end at 63 characters",
            "pkg/controller/statefulset/stateful_set_utils.go getPodName; RFC 1123");

    private NameRules() {}
}
