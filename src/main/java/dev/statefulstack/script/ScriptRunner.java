package dev.statefulstack.script;

import dev.statefulstack.check.Finding;
import dev.statefulstack.stack.InvalidStackException;
import dev.statefulstack.stack.StackGroup;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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
    private final ScriptCache cache;

    /** Without a cache. See {@link #ScriptRunner(PrintStream, PrintStream, ScriptCache)}. */
    public ScriptRunner(PrintStream out, PrintStream err) {
        this(out, err, ScriptCache.none());
    }

    /**
     * @param out gets the documents and nothing else
     * @param err gets everything else: findings, errors, and what the script itself prints
     * @param cache knows what scripts were compiled to
     */
    public ScriptRunner(PrintStream out, PrintStream err, ScriptCache cache) {
        this.out = out;
        this.err = err;
        this.cache = cache;
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
            StackGroup emitted = stacks(file);
            for (Finding remark : emitted.remarks()) {
                err.println(remark);
            }
            byte[] documents = yaml(emitted).getBytes(StandardCharsets.UTF_8);
            out.write(documents, 0, documents.length);
            if (out.checkError()) {
                throw Problem.wrong(file + ": the documents cannot be written to standard output");
            }
            return GOOD;
        } catch (Problem e) {
            err.println(e.getMessage());
            return e.exitCode();
        } finally {
            err.flush();
        }
    }

    /**
     * Runs a script in this JVM, for those who write its stacks elsewhere. See {@link #run}.
     *
     * @return what it emits, at least one stack, errors included
     * @throws Problem if there is no such script, a statement fails, or it emits nothing
     */
    public StackGroup stacks(String file) throws Problem {
        Script script = Script.read(file);
        // ExitCalls does not see all ways to end the JVM, such as a library's.
        String ended = script.file() + ": the JVM was ended while the script ran, nothing was written";
        return UserCode.run(err, ended, () -> evaluate(script));
    }

    private StackGroup evaluate(Script script) throws Problem {
        ScriptCache.Entry entry = cache.entry(script);
        Recording known = entry == null ? null : entry.find();
        return known == null ? compile(script, entry) : replay(script, known, entry);
    }

    private StackGroup compile(Script script, ScriptCache.@Nullable Entry entry) throws Problem {
        Recording recording = new Recording();
        Emissions emissions;
        try (Session session = new Session(script, err::println, new LiveExecution(recording), recording)) {
            emissions = run(session);
        }
        if (entry != null) {
            entry.keep(recording);
        }
        return stacks(script, emissions);
    }

    private StackGroup replay(Script script, Recording known, ScriptCache.@Nullable Entry entry) throws Problem {
        try {
            return stacks(script, run(new Replay(script, known, err::println)));
        } catch (Problem e) {
            // Most scripts fail for a reason of their own, but one whose recording does not fit must not fail for good.
            if (entry != null) {
                entry.forget();
            }
            throw e;
        }
    }

    private static String yaml(StackGroup emitted) throws Problem {
        try {
            return emitted.manifests().yaml();
        } catch (InvalidStackException e) {
            throw Problem.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Emissions run(Evaluation evaluation) throws Problem {
        Emissions emissions = new Emissions(evaluation::line);
        Receiver before = Scripts.redirect(emissions);
        try {
            evaluation.run();
        } finally {
            Scripts.redirect(before);
        }
        return emissions;
    }

    private static StackGroup stacks(Script script, Emissions emissions) throws Problem {
        if (emissions.group().isEmpty()) {
            throw Problem.wrong(script.file() + ": the script emits no stack, so there is nothing to write"
                    + "\n  fix: emit(StatefulStack.kafka(\"kafka\").namespace(\"production\"));");
        }
        return emissions.group();
    }
}
