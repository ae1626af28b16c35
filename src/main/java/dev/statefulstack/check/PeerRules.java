package dev.statefulstack.check;

/** What can be wrong with texts about members. */
public final class PeerRules {
    public static final Rule MALFORMED = Rule.unusable(
            "peer-expression-malformed",
            "the text would reach the members with a mark in place of a name or a number",
            "statefulstack");

    private PeerRules() {}
}
