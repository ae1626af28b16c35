package dev.statefulstack.change;

import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one system knows about two versions of its members. Each system has its own, in its own package. */
public interface SystemRules {
    /** The rules that its verdicts name. */
    List<Rule> rules();

    /** Whether the set's pods are members of the system; then what is said of members in general is left to it. */
    boolean owns(Workload set);

    /** Whether it says itself what an older image means for the sets that it owns. */
    default boolean judgesImages() {
        return true;
    }

    /**
     * What another number of members asks of people, for a set that the system owns.
     *
     * @return null where the system does it by itself
     */
    @Nullable
    ScaleContract scaling(SetPair set, Versions versions);

    /** Looks for what puts data or a majority at risk. */
    void look(Versions versions, Verdicts verdicts);
}
