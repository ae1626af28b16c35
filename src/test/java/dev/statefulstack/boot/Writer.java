package dev.statefulstack.boot;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.IntConsumer;

/** Writes one thing after the other until it is stopped; what fails was not acknowledged, so it may be lost. */
final class Writer {
    private final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    private final Thread thread;
    private volatile boolean stopped;

    /** @param write writes the thing of that number; an AssertionError means that it was not acknowledged */
    Writer(int first, IntConsumer write) {
        thread = new Thread(
                () -> {
                    for (int id = first; !stopped; id++) {
                        try {
                            write.accept(id);
                            acknowledged.add(id);
                        } catch (AssertionError e) {
                            // The next one may work.
                        } catch (UncheckedIOException e) {
                            // The client is gone, because the test has failed.
                            return;
                        }
                        Await.pause();
                    }
                },
                "writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** The numbers that were acknowledged: there have to be some, or nothing was tried. */
    Set<Integer> stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (acknowledged.isEmpty()) {
            throw new AssertionError("nothing was acknowledged");
        }
        return acknowledged;
    }
}
