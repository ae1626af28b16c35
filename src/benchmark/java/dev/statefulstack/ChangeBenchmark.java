package dev.statefulstack;

import dev.statefulstack.change.Change;
import dev.statefulstack.change.Snapshot;
import dev.statefulstack.kafka.KafkaStack;
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

/** What Kubernetes does when three-node Kafkas get more memory and other machines: one, and a thousand at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ChangeBenchmark {
    @Param({"1", "1000"})
    private int clusters;

    private String before = "";
    private String after = "";
    private Snapshot old = Snapshot.of("old", List.of());
    private Snapshot now = Snapshot.of("new", List.of());

    @Setup
    public void write() {
        List<Manifests> olds = new ArrayList<>();
        List<Manifests> news = new ArrayList<>();
        for (int i = 0; i < clusters; i++) {
            KafkaStack kafka = StatefulStack.kafka("kafka").namespace("team-" + i);
            olds.add(kafka.manifests());
            news.add(kafka.memory("6Gi").nodeSelector("disk", "nvme").manifests());
        }
        before = Manifests.join(olds).yaml();
        after = Manifests.join(news).yaml();
        old = Snapshot.ofText("old", before);
        now = Snapshot.ofText("new", after);
    }

    /** The comparison alone. */
    @Benchmark
    public Change change() {
        return Changes.between(old, now, Changes.DEFAULT, Changes.DEFAULT);
    }

    /** From two texts to the report. */
    @Benchmark
    public String textsToReport() {
        return Changes.between(
                        Snapshot.ofText("old", before), Snapshot.ofText("new", after), Changes.DEFAULT, Changes.DEFAULT)
                .text();
    }
}
