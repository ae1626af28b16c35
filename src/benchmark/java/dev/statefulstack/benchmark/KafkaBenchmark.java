package dev.statefulstack.benchmark;

import dev.statefulstack.StatefulStack;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A three-node Kafka from the first call to the text, against the same documents through fabric8's builders. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class KafkaBenchmark {
    @Benchmark
    public String fabric8BuildersToText() {
        return Fabric8Baseline.yaml();
    }

    /** With the checks: there is no way to text without them. */
    @Benchmark
    public String frontToText() {
        return StatefulStack.kafka("kafka").namespace("production").replicas(3).yaml();
    }
}
