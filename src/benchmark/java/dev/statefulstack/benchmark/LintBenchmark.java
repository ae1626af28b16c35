package dev.statefulstack.benchmark;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.stack.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The lint over the manifests of many Kafka clusters, five each: how the time grows with their number, in one namespace and
 * where each has its own. A document's share is the time divided by their number.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LintBenchmark {
    private static final int OF_ONE = 5;

    @Param({"1000", "10000"})
    private int documents;

    @Param({"one", "each"})
    private String namespaces = "";

    private String text = "";

    @Setup
    public void write() {
        List<Manifests> clusters = new ArrayList<>();
        for (int i = 0; i < documents / OF_ONE; i++) {
            String namespace = namespaces.equals("one") ? "production" : "team-" + i;
            clusters.add(StatefulStack.kafka("kafka-" + i).namespace(namespace).manifests());
        }
        text = Manifests.join(clusters).yaml();
    }

    @Benchmark
    public int lint() {
        return StatefulStack.lint().text("all.yaml", text).run().findings().size();
    }
}
