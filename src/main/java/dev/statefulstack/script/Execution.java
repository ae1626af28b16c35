package dev.statefulstack.script;

import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the classes that jshell compiles, and of its calls into them. In this JVM and not in one of its own,
 * which would have other copies of our classes.
 *
 * <p>jshell's own control for that takes a thread for each statement, sets the whole JVM's handler for exceptions, and from
 * JDK 22 on rewrites each class so that somebody at a prompt can stop it.
 */
abstract class Execution implements ExecutionControl, ExecutionControlProvider {
    /** The call for which a class was not loaded, such as {@code System.exit}; null where there was none. */
    abstract @Nullable String refused();

    /** What jshell tells of what a statement throws. */
    static RunException thrown(Throwable thrown) {
        if (thrown instanceof SPIResolutionException unresolved) {
            return new ResolutionException(unresolved.id(), unresolved.getStackTrace());
        }
        UserException told =
                new UserException(thrown.getMessage(), thrown.getClass().getName(), thrown.getStackTrace());
        Throwable cause = thrown.getCause();
        told.initCause(cause == null ? null : thrown(cause));
        return told;
    }

    @Override
    public final String name() {
        return "statefulstack";
    }

    @Override
    public final ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return this;
    }

    /** jshell makes a class with another name then. */
    @Override
    public final void redefine(ClassBytecodes[] classes) throws NotImplementedException {
        throw new NotImplementedException("redefine");
    }

    /** Everything is there already, in the parent. */
    @Override
    public final void addToClasspath(String path) {}

    @Override
    public final String varValue(String className, String variable) throws NotImplementedException {
        throw new NotImplementedException("varValue");
    }

    @Override
    public final Object extensionCommand(String command, Object argument) throws NotImplementedException {
        throw new NotImplementedException(command);
    }

    @Override
    public final void stop() {}

    @Override
    public final void close() {}
}
