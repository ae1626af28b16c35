package dev.statefulstack.cassandra;

import dev.statefulstack.stack.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of several data centres: its racks and its size. Every call returns a changed copy.
 *
 * <pre>{@code
 * .dataCenter("dc1", dc -> dc.rack("r1", "zone-a").rack("r2", "zone-b").rack("r3", "zone-c").replicas(6))
 * }</pre>
 */
@CheckReturnValue
public final class DataCenter {
    private final String name;
    private final List<Rack> racks;
    private final @Nullable Integer replicas;
    private final @Nullable Integer foundingReplicas;
    private final boolean complete;

    private DataCenter(
            String name,
            List<Rack> racks,
            @Nullable Integer replicas,
            @Nullable Integer foundingReplicas,
            boolean complete) {
        this.name = name;
        this.racks = List.copyOf(racks);
        this.replicas = replicas;
        this.foundingReplicas = foundingReplicas;
        this.complete = complete;
    }

    static DataCenter named(String name) {
        return new DataCenter(name, List.of(), null, null, true);
    }

    /** Adds a rack, in any zone. */
    public DataCenter rack(String name) {
        return with(rack(name, null, true), name != null);
    }

    /** Adds a rack whose pods all run in one zone. */
    public DataCenter rack(String name, String zone) {
        return with(rack(name, zone, true), name != null && zone != null);
    }

    /** Adds racks, each in any zone. */
    public DataCenter racks(String... names) {
        if (names == null) {
            return with(Rack.ONLY, false);
        }
        DataCenter changed = this;
        for (String rack : names) {
            changed = changed.rack(rack);
        }
        return changed;
    }

    /** Adds a rack that joined a running cluster: none of its pods becomes a seed. */
    public DataCenter laterRack(String name) {
        return with(rack(name, null, false), name != null);
    }

    /** Adds a rack in one zone that joined a running cluster: none of its pods becomes a seed. */
    public DataCenter laterRack(String name, String zone) {
        return with(rack(name, zone, false), name != null && zone != null);
    }

    /** Sets the number of this data centre's pods, over all its racks. Default: that of the stack. */
    public DataCenter replicas(int replicas) {
        return new DataCenter(name, racks, replicas, foundingReplicas, complete);
    }

    /** Sets the number of pods that this data centre began with. Default: that of the stack, else its replicas. */
    public DataCenter foundingReplicas(int replicas) {
        return new DataCenter(name, racks, this.replicas, replicas, complete);
    }

    private DataCenter with(Rack rack, boolean isComplete) {
        List<Rack> more = new ArrayList<>(racks);
        more.add(rack);
        return new DataCenter(name, more, replicas, foundingReplicas, complete && isComplete);
    }

    /** Users may pass null all the same; findings tell them so. */
    private static Rack rack(@Nullable String name, @Nullable String zone, boolean founding) {
        return new Rack(String.valueOf(name), zone, founding);
    }

    DataCenter withRacks(List<Rack> racks) {
        return new DataCenter(name, racks, replicas, foundingReplicas, complete);
    }

    String name() {
        return name;
    }

    /** As declared; the rack that every data centre has where none is. */
    List<Rack> racks() {
        return racks.isEmpty() ? List.of(Rack.ONLY) : racks;
    }

    @Nullable
    Integer replicas() {
        return replicas;
    }

    @Nullable
    Integer foundingReplicas() {
        return foundingReplicas;
    }

    /** Whether no argument was null. */
    boolean isComplete() {
        return complete;
    }

    /** As the user typed it: {@code dc -> dc.rack("r1").rack("r2").replicas(4)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("dc -> dc");
        for (Rack rack : racks) {
            text.append(rack);
        }
        if (replicas != null) {
            text.append(".replicas(").append(replicas).append(')');
        }
        if (foundingReplicas != null) {
            text.append(".foundingReplicas(").append(foundingReplicas).append(')');
        }
        return text.toString();
    }
}
