package dev.statefulstack.script;

/** Why a script gives no documents; the message is ready to be shown. */
final class ScriptProblem extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private ScriptProblem(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The script, or what it makes, is wrong. */
    static ScriptProblem wrong(String message) {
        return new ScriptProblem(1, message);
    }

    /** There is no script to judge. */
    static ScriptProblem unreadable(String message) {
        return new ScriptProblem(2, message);
    }

    int exitCode() {
        return exitCode;
    }
}
