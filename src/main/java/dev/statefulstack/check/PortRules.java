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

    static final Rule NAME_MISSING = Rule.info(
            "service-port-name-missing",
            "there is no SRV record for it, and with several ports the API server refuses the Service",
            "pkg/apis/core/validation/validation.go validateServicePort; Kubernetes DNS specification");

    static final Rule NAME_TOO_LONG_FOR_SRV = Rule.warning(
            "service-port-name-too-long-for-srv",
            "clients that follow RFC 6335 refuse to ask for _<name>._tcp",
            "RFC 6335, 5.1; Kubernetes DNS specification");

    private PortRules() {}
}
