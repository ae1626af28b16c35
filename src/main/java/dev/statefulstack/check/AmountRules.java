package dev.statefulstack.check;

/** What can be wrong with amounts of memory, CPU and storage. */
public final class AmountRules {
    public static final Rule ILLEGAL = Rule.unusable(
            "quantity-illegal",
            "the API server refuses it, and nothing can be computed from it",
            "apimachinery pkg/api/resource/quantity.go");

    public static final Rule OVER_LIMIT = Rule.unusable(
            "requests-over-limits",
            "the API server refuses a request above its limit",
            "pkg/apis/core/validation/validation.go");

    public static final Rule UNIT = Rule.error(
            "quantity-without-unit", "a number alone counts bytes", "apimachinery pkg/api/resource/quantity.go");

    private AmountRules() {}
}
