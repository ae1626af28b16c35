package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.Changes;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.change.Snapshot;
import dev.statefulstack.change.Verdict;
import dev.statefulstack.check.Finding;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A wrong value in manifests that start without it.
 *
 * @param name what the page of the proof calls it
 * @param running what is applied before, or nothing
 * @param good the manifests without it
 * @param from the value in their text, wherever it stands
 * @param to what takes its place
 * @param says what the log of a member has to hold, in this order; empty where no log tells
 * @param rule what finds it: the lint, or {@code plan} where something runs before
 * @param test the boot test that makes it, as {@code Class#method}
 */
record Mistake(
        String name,
        Supplier<String> running,
        Supplier<String> good,
        String from,
        String to,
        String says,
        String rule,
        String test) {
    /** The text that the servers start from, and that the lint reads. */
    String bad() {
        String text = good.get();
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    boolean isFoundByPlan() {
        return !running.get().isEmpty();
    }

    List<String> findings(String yaml) {
        return StatefulStack.lint().text("manifests.yaml", yaml).run().findings().stream()
                .map(Finding::id)
                .toList();
    }

    List<String> verdicts(String yaml) {
        return Changes.between(
                        Snapshot.ofFiles("running", Map.of("manifests.yaml", running.get())),
                        Snapshot.ofFiles("new", Map.of("manifests.yaml", yaml)))
                .verdicts()
                .stream()
                .map(Verdict::id)
                .toList();
    }

    /** Starts the wrong manifests until the member says what is expected; none of the set's pods becomes ready. */
    void stops(String set, String pod) {
        try (Cluster cluster = new Cluster(name.replaceAll("[^a-zA-Z0-9]+", "-"))) {
            cluster.apply(bad());
            isSaidBy(pod, cluster);
            assertThat(cluster.podsOf(set)).isNotEmpty().noneMatch(Pod::isReady);
        }
    }

    void isSaidBy(String pod, Cluster cluster) {
        Pattern pattern = Pattern.compile(says, Pattern.DOTALL);
        Await.until(
                pod + " says " + says,
                Await.LONG,
                () -> cluster.runs(pod)
                        && pattern.matcher(cluster.pod(pod).log()).find(),
                cluster::state);
    }

    @Override
    public String toString() {
        return name;
    }
}
