package dev.statefulstack.check;

import dev.statefulstack.plan.Names;

/** What can be wrong with numbers of ports. */
public final class PortRules {
    public static final Rule RANGE =
            Rule.unusable("port-out-of-range", "the API server refuses it", "pkg/apis/core/validation/validation.go");

    public static final Rule NAME = Rule.unusable(
            "port-name-illegal",
            "the API server refuses it",
            "apimachinery pkg/util/validation/validation.go IsValidPortName");

    /** What {@link #NAME} wants. */
    public static final String GRAMMAR =
            "use up to " + Names.PORT + " lower-case letters, digits and single dashes, with a letter";

    public static final Rule DUPLICATE = Rule.unusable(
            "port-duplicate",
            "two ports of one pod or Service cannot share a number or a name",
            "pkg/apis/core/validation/validation.go; pkg/api/pod/warnings.go");

    private PortRules() {}
}
