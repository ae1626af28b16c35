package dev.statefulstack.script;

import dev.statefulstack.stack.InvalidStackException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/** Says what is wrong with a script's statements, at the script's lines. */
final class Problems {
    private final Script script;
    private final JShell jshell;

    /** Where the snippets of the script begin, by their ids. */
    private final Map<String, Integer> starts = new HashMap<>();

    Problems(Script script, JShell jshell) {
        this.script = script;
        this.jshell = jshell;
    }

    /** Notes where a snippet begins. */
    void begins(Snippet snippet, int start) {
        starts.put(snippet.id(), start);
    }

    Problem command(int start) {
        String line = script.text().substring(start).lines().findFirst().orElse("");
        return Problem.wrong(script.line(start) + ": " + line.strip() + " is a command of the jshell tool"
                + "\n  why: run evaluates Java, and only a final /exit is passed over"
                + "\n  fix: remove the line"
                + (line.startsWith("/exit") ? ", or everything behind it" : ""));
    }

    Problem unfinished(int start) {
        return Problem.wrong(
                script.column(start) + ": error: the comment that begins here does not end\n" + script.excerpt(start));
    }

    Problem exit(int start, String call) {
        return Problem.wrong(script.line(start) + ": this statement calls " + call
                + "\n  why: it would end the JVM that runs the script, Maven's for example, before anything is written"
                + "\n  fix: throw new IllegalStateException(\"...\") to fail");
    }

    Problem rejected(Snippet snippet, int start) {
        StringJoiner errors = new StringJoiner("\n");
        errors.setEmptyValue(script.line(start) + ": jshell refuses this statement, and does not say why");
        jshell.diagnostics(snippet)
                .filter(Diag::isError)
                .forEach(error -> errors.add(diagnostic("error", error, start)));
        return Problem.wrong(errors.toString());
    }

    /** As javac writes it, without the class that jshell puts around the statement. */
    String diagnostic(String severity, Diag diagnostic, int start) {
        // There is none for errors that are about a class as a whole.
        int position = (int) Math.max(0, diagnostic.getPosition());
        int offset = Math.min(start + position, script.text().stripTrailing().length());
        List<String> message = diagnostic.getMessage(Locale.ROOT).lines().toList();
        StringBuilder text = new StringBuilder(script.column(offset))
                .append(": ")
                .append(severity)
                .append(": ")
                .append(message.get(0))
                .append('\n')
                .append(script.excerpt(offset));
        for (String detail : message.subList(1, message.size())) {
            if (!detail.strip().equals("location: class")) {
                text.append('\n').append(detail);
            }
        }
        return text.toString();
    }

    Problem thrown(JShellException exception, int start) {
        if (exception instanceof UnresolvedReferenceException unresolved) {
            return Problem.wrong(unresolved(unresolved.getSnippet()) + statement(unresolved, start));
        }
        EvalException thrown = (EvalException) exception;
        if (thrown.getExceptionClassName().equals(InvalidStackException.class.getName())) {
            return Problem.wrong(place(thrown, start) + ": " + thrown.getMessage() + statement(thrown, start));
        }
        StringBuilder text =
                new StringBuilder(place(thrown, start)).append(": ").append(describe(thrown));
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            text.append("\n  caused by ").append(describe(cause));
        }
        return Problem.wrong(text + statement(thrown, start));
    }

    /** @throws Problem if a declaration refers to something that the whole script doesn't define */
    void refuseUnresolved() throws Problem {
        StringJoiner unresolved = new StringJoiner("\n");
        jshell.snippets()
                .filter(DeclarationSnippet.class::isInstance)
                .map(DeclarationSnippet.class::cast)
                .filter(snippet -> isUnresolved(jshell.status(snippet)))
                .forEach(snippet -> unresolved.add(unresolved(snippet)));
        if (unresolved.length() > 0) {
            throw Problem.wrong(unresolved.toString());
        }
    }

    private static boolean isUnresolved(Snippet.Status status) {
        return status == Snippet.Status.RECOVERABLE_DEFINED || status == Snippet.Status.RECOVERABLE_NOT_DEFINED;
    }

    private String unresolved(DeclarationSnippet snippet) {
        int start = starts.getOrDefault(snippet.id(), 0);
        StringJoiner missing = new StringJoiner(", ");
        jshell.unresolvedDependencies(snippet).forEach(missing::add);
        StringBuilder text = new StringBuilder(script.line(start))
                .append(": ")
                .append(snippet.name())
                .append(snippet instanceof MethodSnippet ? "()" : "");
        if (missing.length() > 0) {
            text.append(" refers to what the script does not define: ").append(missing);
        } else {
            text.append(" cannot be used");
        }
        jshell.diagnostics(snippet).forEach(error -> text.append('\n').append(diagnostic("error", error, start)));
        return text.toString();
    }

    private static String describe(Throwable thrown) {
        String type = thrown instanceof EvalException eval
                ? eval.getExceptionClassName()
                : thrown.getClass().getName();
        return thrown.getMessage() == null ? type : type + ": " + thrown.getMessage();
    }

    /** The script's line nearest to where it was thrown. */
    private String place(JShellException thrown, int start) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            // jshell names the file of a snippet's frame by the snippet's id: #12.
            String file = String.valueOf(frame.getFileName());
            Integer snippet = file.startsWith("#") ? starts.get(file.substring(1)) : null;
            if (snippet != null) {
                return script.line(snippet, frame.getLineNumber() - 1);
            }
        }
        return script.line(start);
    }

    /** Where the statement began, unless that was said already. */
    private String statement(JShellException thrown, int start) {
        String line = script.line(start);
        return place(thrown, start).equals(line) ? "" : "\n  in the statement at " + line;
    }
}
