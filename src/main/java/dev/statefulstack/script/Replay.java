package dev.statefulstack.script;

import java.util.function.Consumer;

/** Does again what a script did when it was last compiled. */
final class Replay implements Evaluation {
    private final Script script;
    private final Recording recording;
    private final Consumer<String> warnings;
    private final ScriptClasses classes = new ScriptClasses();
    private volatile int running;

    /** @param warnings gets those that the compiler had */
    Replay(Script script, Recording recording, Consumer<String> warnings) {
        this.script = script;
        this.recording = recording;
        this.warnings = warnings;
    }

    @Override
    public String line() {
        return script.line(running);
    }

    @Override
    public void run() throws Problem {
        int calls = 0;
        for (Recording.Step step : recording.steps()) {
            if (step instanceof Recording.Statement statement) {
                running = statement.start();
            } else if (step instanceof Recording.Load load) {
                classes.add(load.name(), load.bytes());
            } else if (step instanceof Recording.Warning warning) {
                warnings.accept(warning.text());
            } else if (step instanceof Recording.Call call) {
                call(call, calls++);
            }
        }
    }

    private void call(Recording.Call call, int callsBefore) throws Problem {
        try {
            classes.call(call.className(), call.method());
        } catch (Throwable e) {
            throw explain(callsBefore, e);
        }
    }

    /** In the words of the run that compiles. No statement runs a second time. */
    private Problem explain(int callsBefore, Throwable failure) {
        try (Session session =
                new Session(script, warning -> {}, new ToldExecution(callsBefore, failure), new Recording())) {
            session.run();
        } catch (Problem e) {
            return e;
        }
        return Problem.wrong(line() + ": " + failure);
    }
}
