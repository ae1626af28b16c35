package dev.statefulstack.script;

import dev.statefulstack.check.Finding;
import dev.statefulstack.stack.InvalidStackException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Evaluates a jshell script and writes the manifests of all the stacks that it emits. */
public final class ScriptRunner {
    /** The documents were written. */
    public static final int GOOD = 0;

    /** The script or its stacks are wrong, or it emits none. */
    public static final int WRONG = 1;

    /** There is no script that could be read. */
    public static final int UNREADABLE = 2;

    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out gets the documents and nothing else
     * @param err gets everything else: findings, errors, and what the script itself prints
     */
    public ScriptRunner(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a script in this JVM. The documents are written when it has ended and nothing is wrong; else nothing is.
     *
     * <p>While it runs, {@code System.out} is {@code err}, so only one script can run at a time; others wait.
     *
     * @param file as the user typed it, which is how errors name it
     * @return the exit code
     */
    public int run(String file) {
        try {
            Script script = Script.read(file);
            byte[] documents = evaluate(script).getBytes(StandardCharsets.UTF_8);
            out.write(documents, 0, documents.length);
            if (out.checkError()) {
                throw ScriptProblem.wrong(file + ": the documents cannot be written to standard output");
            }
            return GOOD;
        } catch (ScriptProblem e) {
            err.println(e.getMessage());
            return e.exitCode();
        } finally {
            err.flush();
        }
    }

    private String evaluate(Script script) throws ScriptProblem {
        synchronized (ScriptRunner.class) {
            PrintStream systemOut = System.out;
            Thread guard = new Thread(() -> endedByTheScript(script));
            Runtime.getRuntime().addShutdownHook(guard);
            System.setOut(err);
            try (Session session = new Session(script, err::println)) {
                return evaluate(script, session);
            } finally {
                System.setOut(systemOut);
                Runtime.getRuntime().removeShutdownHook(guard);
            }
        }
    }

    private String evaluate(Script script, Session session) throws ScriptProblem {
        Emissions emissions = new Emissions(session::line);
        Receiver before = Scripts.redirect(emissions);
        try {
            session.run();
        } finally {
            Scripts.redirect(before);
        }
        if (emissions.isEmpty()) {
            throw ScriptProblem.wrong(script.file() + ": the script emits no stack, so there is nothing to write"
                    + "\n  fix: emit(StatefulStack.kafka(\"kafka\").namespace(\"production\"));");
        }
        for (Finding remark : emissions.remarks()) {
            err.println(remark);
        }
        try {
            return emissions.yaml();
        } catch (InvalidStackException e) {
            throw ScriptProblem.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** For ways to end the JVM that {@link ExitCalls} does not see, such as a library's: not with the exit code 0. */
    private void endedByTheScript(Script script) {
        err.println(script.file() + ": the JVM was ended while the script ran, nothing was written");
        err.flush();
        Runtime.getRuntime().halt(WRONG);
    }
}
