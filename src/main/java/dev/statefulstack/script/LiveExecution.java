package dev.statefulstack.script;

import org.jspecify.annotations.Nullable;

/** Runs what jshell compiles, and records it. */
final class LiveExecution extends Execution {
    private final ScriptClasses classes = new ScriptClasses();
    private final Recording recording;
    private @Nullable String refused;

    LiveExecution(Recording recording) {
        this.recording = recording;
    }

    @Override
    @Nullable
    String refused() {
        return refused;
    }

    @Override
    public void load(ClassBytecodes[] made) throws ClassInstallException {
        for (ClassBytecodes one : made) {
            refused = refused == null ? ExitCalls.in(one.bytecodes()) : refused;
        }
        if (refused != null) {
            throw new ClassInstallException(refused, new boolean[made.length]);
        }
        for (ClassBytecodes one : made) {
            classes.add(one.name(), one.bytecodes());
            recording.add(new Recording.Load(one.name(), one.bytecodes()));
        }
    }

    /** The value is nothing that anybody looks at. */
    @Override
    public String invoke(String className, String method) throws RunException {
        recording.add(new Recording.Call(className, method));
        try {
            classes.call(className, method);
            return "";
        } catch (Throwable e) {
            throw thrown(e);
        }
    }
}
