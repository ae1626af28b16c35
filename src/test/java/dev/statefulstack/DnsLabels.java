package dev.statefulstack;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Names that Kubernetes takes for any object, for property tests. */
public final class DnsLabels {
    private DnsLabels() {}

    public static Arbitrary<String> ofMaxLength(int length) {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(length)
                .filter(text -> text.matches("[a-z]([a-z0-9-]*[a-z0-9])?"));
    }
}
