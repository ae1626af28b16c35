package dev.statefulstack.boot;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits by asking again and again: machines that run tests get throttled, so no time is ever the right one. */
final class Await {
    /** Long for what takes ten seconds on an idle machine: it only matters where something is wrong. */
    static final Duration LONG = Duration.ofMinutes(4);

    private static final long PAUSE_MILLIS = 50;

    private Await() {}

    /** @param state what is said where it does not come true in time */
    static void until(String what, Duration limit, BooleanSupplier condition, Supplier<String> state) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "after " + limit.toSeconds() + " s still not so: " + what + "\n" + state.get());
            }
            pause();
        }
    }

    /** Until the call neither throws nor fails an assertion; its last failure is the cause. */
    static <T> T success(String what, Duration limit, Callable<T> call) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return call.call();
            } catch (Exception | AssertionError e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("after " + limit.toSeconds() + " s still not so: " + what, e);
                }
                pause();
            }
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
