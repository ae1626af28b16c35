package dev.statefulstack.cassandra;

import dev.statefulstack.plan.Quantities;
import dev.statefulstack.stack.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a pod's memory is shared out, in MiB. The image would go by the memory of the node, and be killed. Source:
 * apache/cassandra conf/cassandra-env.sh.
 *
 * @param heap half of the memory, where the user says nothing
 * @param direct what buffers outside of the heap may take: a quarter
 */
record Memory(long heap, long direct) {
    static final long MIB = 1 << 20;

    /** Beyond, a JVM needs longer pointers, and a larger heap holds less. */
    static final long LARGEST_HEAP = 31_744;

    static Memory of(Settings settings) {
        String memory = Objects.requireNonNull(
                Objects.requireNonNull(settings.memorySetting()).value());
        String heap = settings.options().find(CassandraOptions.HEAP);
        return of(
                Objects.requireNonNull(Quantities.parseBytes(memory)),
                heap == null ? null : Objects.requireNonNull(Quantities.parseBytes(heap)));
    }

    static Memory of(long memory, @Nullable Long heap) {
        long half = Math.min(memory / 2 / MIB, LARGEST_HEAP);
        return new Memory(heap == null ? half : heap / MIB, memory / 4 / MIB);
    }

    /** Whether threads, off-heap tables and the page cache would have less than a fifth of the memory. */
    static boolean isTooMuch(long heapAndDirect, long memory) {
        return heapAndDirect > memory / 5 * 4;
    }

    /** The largest heap that leaves enough, in MiB. */
    static long mostHeap(long memory) {
        return memory / 5 * 4 / MIB - memory / 4 / MIB;
    }

    /** The young generation, by the rule of 4.x's start script: a quarter of the heap, at most 100 MiB a core. */
    long young(String cpu) {
        BigDecimal cores = Objects.requireNonNull(Quantities.parse(cpu));
        return Math.min(heap / 4, 100 * cores.setScale(0, RoundingMode.CEILING).longValue());
    }

    /** As the start script and the JVM read it. */
    static String text(long mebibytes) {
        return mebibytes + "M";
    }
}
