package dev.statefulstack.cassandra;

import org.jspecify.annotations.Nullable;

/**
 * A rack as the user described it.
 *
 * @param zone the zone that its pods must run in, or null for any
 * @param founding whether it was there when the cluster was founded
 */
record Rack(String name, @Nullable String zone, boolean founding) {
    /** The rack where the user names none. Source: the image's cassandra-rackdc.properties. */
    static final Rack ONLY = new Rack("rack1", null, true);

    /** As the user typed it: {@code .rack("r1", "zone-a")}. */
    @Override
    public String toString() {
        return (founding ? ".rack(\"" : ".laterRack(\"") + name + (zone == null ? "" : "\", \"" + zone) + "\")";
    }
}
