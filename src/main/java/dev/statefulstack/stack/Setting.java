package dev.statefulstack.stack;

import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Env;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of an option, with what the user typed and where.
 *
 * @param <T> type of the value
 */
public final class Setting<T> {
    /** Characters of an argument that are worth being shown. */
    private static final int LONGEST = 100;

    private final Option<T> option;
    private final @Nullable T value;
    private final List<@Nullable Object> arguments;
    private final CallSite line;
    private final boolean said;

    /** @param said false for a default */
    Setting(Option<T> option, @Nullable T value, List<@Nullable Object> arguments, CallSite line, boolean said) {
        this.option = option;
        this.value = value;
        this.arguments = arguments;
        this.line = line;
        this.said = said;
    }

    /** Whether the user said it, and not the system. */
    boolean isSaid() {
        return said;
    }

    /** Null when an argument was null; findings tell the user so. */
    public @Nullable T value() {
        return value;
    }

    @Nullable
    Object argument(int index) {
        return arguments.get(index);
    }

    List<@Nullable Object> arguments() {
        return arguments;
    }

    CallSite line() {
        return line;
    }

    /** A finding about this value, at the user's line. */
    public Finding finding(Rule rule, String stack, String what, String fix) {
        return new Finding(rule, stack + ": " + this, what, fix, line.toString());
    }

    /** As the user typed it: {@code .env("LOG_LEVEL", "debug")}. */
    @Override
    public String toString() {
        if (option == Common.NAME) {
            // It is given to the factory, of which a stack knows nothing.
            Object name = arguments.get(0);
            return name == null ? "the name null" : "the name \"" + name + '"';
        }
        StringBuilder text = new StringBuilder(".").append(option.method()).append('(');
        String separator = "";
        for (Object argument : arguments) {
            text.append(separator);
            if (argument instanceof String string) {
                text.append('"').append(firstLine(string)).append('"');
            } else if (argument instanceof Env.Self self) {
                text.append("Env.Self.").append(self);
            } else if (argument instanceof Class<?> type) {
                text.append(type.getSimpleName()).append(".class");
            } else if (argument instanceof Runnable
                    || (argument != null && argument.getClass().isHidden())) {
                text.append("...");
            } else {
                text.append(argument);
            }
            separator = ", ";
        }
        return text.append(')').toString();
    }

    /** Whole files are arguments too. */
    private static String firstLine(String text) {
        int line = text.indexOf('\n');
        int end = Math.min(line < 0 ? text.length() : line, LONGEST);
        return end == text.length() ? text : text.substring(0, end) + "...";
    }
}
