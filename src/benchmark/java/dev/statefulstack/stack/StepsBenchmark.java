package dev.statefulstack.stack;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Check;
import dev.statefulstack.check.Checks;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Report;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.resources.ModelWalker;
import dev.statefulstack.resources.ResourceFactory;
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

/**
 * Each step of the line by itself, for a three-node Kafka. {@code nothingButTheLine} has all of them but the checks; it is
 * what users would get who could leave those out. In this package, because no user can.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class StepsBenchmark {
    private final StackBase<?> stack = kafka();
    private final Plan plan = stack.plan(settings(stack));
    private final List<HasMetadata> objects = ResourceFactory.build(plan);
    private final List<MapNode> tree = tree(objects);
    private final List<Document> documents =
            tree.stream().map(root -> new Document(root, "")).toList();
    private final List<Check> ofKafka = stack.checks();

    private static StackBase<?> kafka() {
        return StatefulStack.kafka("kafka").namespace("production").replicas(3);
    }

    private static Settings settings(StackBase<?> stack) {
        return new Settings(stack.options());
    }

    private static List<MapNode> tree(List<HasMetadata> objects) {
        List<MapNode> roots = new ArrayList<>(objects.size());
        for (HasMetadata object : objects) {
            roots.add(ModelWalker.walk(object));
        }
        return roots;
    }

    @Benchmark
    public StackBase<?> step1_front() {
        return kafka();
    }

    @Benchmark
    public Report step2_checksOfOptions() {
        Report report = new Report();
        Settings settings = settings(stack);
        OptionChecks.check(settings, report);
        stack.check(settings, report);
        return report;
    }

    @Benchmark
    public Plan step3_optionsToPlan() {
        return stack.plan(settings(stack));
    }

    @Benchmark
    public List<HasMetadata> step4_planToObjects() {
        return ResourceFactory.build(plan);
    }

    @Benchmark
    public List<MapNode> step5_objectsToTree() {
        return tree(objects);
    }

    /** Those of every system. */
    @Benchmark
    public Report step6_checksOfTree() {
        Report report = new Report();
        Checks.run(documents, report);
        return report;
    }

    /** Kafka's own. */
    @Benchmark
    public Report step7_checksOfSystem() {
        Report report = new Report();
        for (Check check : ofKafka) {
            check.look(documents, report);
        }
        return report;
    }

    @Benchmark
    public String step8_treeToText() {
        return YamlWriter.write(tree);
    }

    @Benchmark
    public String nothingButTheLine() {
        StackBase<?> made = kafka();
        return YamlWriter.write(tree(ResourceFactory.build(made.plan(settings(made)))));
    }
}
