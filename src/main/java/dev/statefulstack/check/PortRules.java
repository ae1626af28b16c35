package dev.statefulstack.check;

/** What can be wrong with numbers of ports. */
public final class PortRules {
    public static final Rule RANGE =
            Rule.unusable("port-out-of-range", "the API server refuses it", "pkg/apis/core/validation/validation.go");

    public static final Rule DUPLICATE = Rule.unusable(
            "port-duplicate",
            "two ports of one pod or Service cannot share a number or a name",
            "pkg/apis/core/validation/validation.go; pkg/api/pod/warnings.go");

    private PortRules() {}
}
