package dev.statefulstack.yaml;

import dev.statefulstack.tree.Position;

/**
 * How much of one file is read. Far more than people write or charts give, and little enough that a hostile file costs
 * seconds and some hundred megabytes at most.
 */
final class Limits {
    static final int BYTES = 32 << 20;

    /** What aliases stand for counts each time, so that a few lines cannot stand for millions (billion laughs). */
    private static final int NODES = 2_000_000;

    static final int DEPTH = 200;

    static final int DOCUMENTS = 100_000;

    /** Further ones would tell nothing new. */
    static final int PROBLEMS = 100;

    private int nodes;

    int nodes() {
        return nodes;
    }

    void add(int more, Position position) throws Composer.Refusal {
        if (more > NODES - nodes) {
            throw new Composer.Refusal(new YamlProblem(
                    YamlProblem.Kind.LIMIT,
                    position,
                    "the file holds more than " + NODES + " values, or its aliases stand for that many",
                    "split the file, or write out what the aliases stand for"));
        }
        nodes += more;
    }
}
