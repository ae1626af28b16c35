package dev.statefulstack.change;

/** A version of manifests that cannot be read, or two that have nothing to do with each other. The message is for users. */
public final class UnusableInputException extends RuntimeException {
    UnusableInputException(String message) {
        super(message);
    }
}
