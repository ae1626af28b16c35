package dev.statefulstack.script;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Compiles one script and runs it, statement by statement. */
final class Session implements Evaluation, AutoCloseable {
    /** javac's code for "';' expected" and its like. */
    private static final String EXPECTED = "compiler.err.expected";

    private static final Pattern END_OF_LINE = Pattern.compile("[ \\t\\r]*(?://[^\\n]*)?\\n");

    private final Script script;
    private final Consumer<String> warnings;
    private final Execution execution;
    private final Recording recording;
    private final JShell jshell;
    private final SourceCodeAnalysis analysis;
    private final Problems problems;
    private volatile int running;

    /**
     * @param warnings gets those of the compiler
     * @param recording gets which statements ran, and the warnings
     */
    Session(Script script, Consumer<String> warnings, Execution execution, Recording recording) {
        this.script = script;
        this.warnings = warnings;
        this.execution = execution;
        this.recording = recording;
        jshell = JShell.builder().executionEngine(execution, Map.of()).build();
        jshell.addToClasspath(ClassPath.ofThisLibrary());
        analysis = analysisOf(jshell);
        problems = new Problems(script, jshell);
    }

    @Override
    public String line() {
        return script.line(running);
    }

    /** Runs the imports of the startup file, then the script. */
    @Override
    public void run() throws Problem {
        startUp();
        String text = script.text();
        int start = script.skipBlank(0);
        while (start < text.length()) {
            running = start;
            recording.add(new Recording.Statement(start));
            if (text.startsWith("/*", start)) {
                throw problems.unfinished(start);
            }
            if (text.startsWith("/", start)) {
                throw problems.command(start);
            }
            start = script.skipBlank(start + evaluate(start, text.substring(start)));
        }
        problems.refuseUnresolved();
    }

    @Override
    public void close() {
        jshell.close();
    }

    /**
     * The first call starts a daemon thread that never ends, jshell's indexer, in the thread group of its caller. exec:java
     * waits 15 seconds for the end of the threads in its group, so the caller is a thread outside of it.
     */
    private static SourceCodeAnalysis analysisOf(JShell jshell) {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        FutureTask<SourceCodeAnalysis> analysis = new FutureTask<>(jshell::sourceCodeAnalysis);
        new Thread(top, analysis, "statefulstack-indexer").start();
        try {
            return analysis.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("jshell does not start", e);
        }
    }

    private void startUp() throws Problem {
        for (String line : StartupImports.of(script.text())) {
            if (jshell.eval(line).get(0).status() != Snippet.Status.VALID) {
                throw Problem.wrong("scripts cannot start, because the compiler refuses " + line
                        + "\n  the class path for scripts is " + ClassPath.ofThisLibrary()
                        + "\n  fix: put statefulstack and everything that it depends on there");
            }
        }
    }

    /**
     * Evaluates the first statement of the rest. The rest is looked at as a whole: a line that begins with a dot belongs
     * to the statement before it, which would be complete without it.
     *
     * @return its length
     */
    private int evaluate(int start, String rest) throws Problem {
        CompletionInfo first = analysis.analyzeCompletion(rest);
        boolean finished = first.source() != null;
        // The compiler tells best what an unfinished statement misses.
        String source = finished ? first.source() : rest;
        int length = finished ? rest.length() - first.remaining().length() : rest.length();
        List<SnippetEvent> events = jshell.eval(source);
        int semicolon = forgottenSemicolon(events.get(0), source);
        if (semicolon > 0) {
            length = semicolon;
            events = jshell.eval(source.substring(0, semicolon) + ";");
        }
        for (SnippetEvent event : events) {
            judge(event, start);
        }
        if (!finished && semicolon == 0) {
            // The compiler takes the statements before a comment without an end, and jshell finds nothing complete.
            throw problems.unfinished(Math.max(start, script.text().lastIndexOf("/*")));
        }
        return length;
    }

    private void judge(SnippetEvent event, int start) throws Problem {
        // The others are about earlier statements that depend on this one.
        if (event.causeSnippet() != null) {
            return;
        }
        problems.begins(event.snippet(), start);
        String refused = execution.refused();
        if (refused != null) {
            throw problems.exit(start, refused);
        }
        if (event.status() == Snippet.Status.REJECTED) {
            throw problems.rejected(event.snippet(), start);
        }
        if (event.exception() != null) {
            throw problems.thrown(event.exception(), start);
        }
        jshell.diagnostics(event.snippet())
                .filter(diagnostic -> !diagnostic.isError())
                .forEach(warning -> warn(problems.diagnostic("warning", warning, start)));
    }

    private void warn(String warning) {
        warnings.accept(warning);
        recording.add(new Recording.Warning(warning));
    }

    /**
     * Where a semicolon is missing at the end of a line; 0 where none is. The jshell tool reads by lines and forgives
     * that, so scripts that work there come without.
     */
    private int forgottenSemicolon(SnippetEvent event, String source) {
        if (event.status() != Snippet.Status.REJECTED) {
            return 0;
        }
        return jshell.diagnostics(event.snippet())
                .filter(Diag::isError)
                .findFirst()
                .filter(error -> error.getCode().equals(EXPECTED))
                .map(error -> (int) error.getPosition())
                .filter(at -> endsLine(source, at) && isStatement(source.substring(0, at)))
                .orElse(0);
    }

    private static boolean endsLine(String source, int at) {
        return END_OF_LINE.matcher(source).region(at, source.length()).lookingAt();
    }

    private boolean isStatement(String text) {
        return analysis.analyzeCompletion(text).completeness().isComplete();
    }
}
