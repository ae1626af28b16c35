package dev.statefulstack.script;

/** Why a command gives nothing; the message is ready to be shown. */
public final class Problem extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private Problem(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What the command looked at is wrong: a script, a stack, a folder that is not up to date. */
    public static Problem wrong(String message) {
        return new Problem(1, message);
    }

    /** There is nothing that could be judged: a file that is not there, a class that cannot be loaded. */
    public static Problem unreadable(String message) {
        return new Problem(2, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
