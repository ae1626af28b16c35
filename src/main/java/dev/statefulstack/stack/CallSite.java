package dev.statefulstack.stack;

import java.lang.StackWalker.StackFrame;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The line of the user's code that said something. It goes into findings and never into manifests.
 *
 * <p>Only the frame is kept; its file and line are looked up when a finding is made.
 */
final class CallSite {
    /** To leave the frames of reflection out, the JDK looks at the name of each class on the way; here few are passed. */
    private static final StackWalker WALKER = StackWalker.getInstance(
            EnumSet.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_REFLECT_FRAMES));

    /** A class and a loop where two lambdas and a stream would be shorter: every start pays for linking them. */
    private static final Function<Stream<StackFrame>, @Nullable StackFrame> USER = new Function<>() {
        @Override
        public @Nullable StackFrame apply(Stream<StackFrame> frames) {
            Iterator<StackFrame> all = frames.iterator();
            while (all.hasNext()) {
                StackFrame frame = all.next();
                if (!isOurs(frame)) {
                    return frame;
                }
            }
            return null;
        }
    };

    /** The room may not use the factory's class, and the factory's frame is never the user's. */
    private static final String FACTORY = "dev.statefulstack.StatefulStack";

    /** The package of everything that is typed into jshell or evaluated by it. */
    private static final String JSHELL = "REPL.";

    private final @Nullable StackFrame frame;

    private CallSite(@Nullable StackFrame frame) {
        this.frame = frame;
    }

    /** The nearest caller that is neither a stack nor the factory of stacks. */
    static CallSite ofUser() {
        return new CallSite(WALKER.walk(USER));
    }

    private static boolean isOurs(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        if (StackBase.class.isAssignableFrom(type) || type == CallSite.class || type == Options.class) {
            return true;
        }
        String name = type.getName();
        return name.equals(FACTORY)
                || name.startsWith("java.lang.reflect.")
                || name.startsWith("jdk.internal.reflect.");
    }

    /** {@code PlatformStacks.java:42}; empty in scripts, whose runner knows the line better. */
    @Override
    public String toString() {
        if (frame == null || frame.getClassName().startsWith(JSHELL)) {
            return "";
        }
        return frame.getFileName() + ":" + frame.getLineNumber();
    }
}
