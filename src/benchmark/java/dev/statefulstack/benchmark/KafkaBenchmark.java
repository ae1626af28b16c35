package dev.statefulstack.benchmark;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Checks;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Report;
import dev.statefulstack.kafka.KafkaStack;
import dev.statefulstack.resources.ModelWalker;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
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
    private final List<HasMetadata> resources = kafka().resources();
    private final List<MapNode> tree = objectsToTree();
    private final List<Document> documents =
            tree.stream().map(root -> new Document(root, "")).toList();

    @Benchmark
    public String fabric8BuildersToText() {
        return Fabric8Baseline.yaml();
    }

    /** With the checks: there is no way to text without them. */
    @Benchmark
    public String frontToText() {
        return kafka().yaml();
    }

    @Benchmark
    public KafkaStack front() {
        return kafka();
    }

    @Benchmark
    public List<MapNode> objectsToTree() {
        List<MapNode> roots = new ArrayList<>();
        for (HasMetadata resource : resources) {
            roots.add(ModelWalker.walk(resource));
        }
        return roots;
    }

    @Benchmark
    public String treeToText() {
        return YamlWriter.write(tree);
    }

    @Benchmark
    public Report checks() {
        Report report = new Report();
        Checks.run(documents, report);
        return report;
    }

    private static KafkaStack kafka() {
        return StatefulStack.kafka("kafka").namespace("production").replicas(3);
    }
}
