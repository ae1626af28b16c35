package dev.statefulstack.script;

import org.jspecify.annotations.Nullable;

/**
 * Runs nothing, because it has run already without jshell: at the call that failed, it tells jshell why, who knows which
 * lines of the script that was.
 */
final class ToldExecution extends Execution {
    private final Throwable failure;
    private int callsBefore;

    /** @param callsBefore of those that went well */
    ToldExecution(int callsBefore, Throwable failure) {
        this.callsBefore = callsBefore;
        this.failure = failure;
    }

    @Override
    @Nullable
    String refused() {
        return null;
    }

    @Override
    public void load(ClassBytecodes[] made) {}

    @Override
    public String invoke(String className, String method) throws RunException {
        if (callsBefore-- == 0) {
            throw thrown(failure);
        }
        return "";
    }
}
