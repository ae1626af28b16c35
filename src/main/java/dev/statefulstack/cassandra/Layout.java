package dev.statefulstack.cassandra;

import dev.statefulstack.plan.Dns;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Labels;
import dev.statefulstack.plan.Member;
import dev.statefulstack.plan.Role;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which data centres, racks and pods there are, and which of the pods are seeds.
 *
 * <p>A cluster without declared racks is one StatefulSet called like the stack. Once racks or data centres are
 * declared, every name holds data centre and rack, so that a further one renames nothing.
 */
record Layout(List<Center> centers) {
    private static final String DATA_CENTER_LABEL = Labels.OWN + "dc";
    private static final String RACK_LABEL = Labels.OWN + "rack";

    /** The data centre where the user names none. Source: the image's cassandra-rackdc.properties. */
    static final String DEFAULT_DATA_CENTER = "dc1";

    /** Most racks that give a seed: about three seeds a data centre. Source: DataStax documentation. */
    private static final int MOST_SEEDS = 3;

    /**
     * A data centre.
     *
     * @param about where the user described it, or null
     * @param object the name of its client Service and its guards
     * @param declared whether its name stands in the names of objects
     */
    record Center(
            String name, @Nullable Setting<?> about, String object, boolean declared, Role role, List<Part> parts) {
        int pods() {
            int pods = 0;
            for (Part part : parts) {
                pods += part.identity.replicas();
            }
            return pods;
        }

        int founders() {
            int founders = 0;
            for (Part part : parts) {
                founders += part.founders;
            }
            return founders;
        }
    }

    /**
     * The pods of one rack.
     *
     * @param founders how many of them there were when the cluster was founded
     */
    record Part(Rack rack, Identity identity, int founders) {
        /** Founders that are still there. */
        int foundersLeft() {
            return Math.min(founders, identity.replicas());
        }
    }

    /** The layout as it was described, also where that makes no sense. */
    static Layout of(Settings settings) {
        List<Center> centers = new ArrayList<>();
        List<Rack> racks = new ArrayList<>(settings.options().values(CassandraOptions.RACKS));
        racks.addAll(settings.options().values(CassandraOptions.LATER_RACKS));
        for (Setting<DataCenter> setting : settings.options().all(CassandraOptions.DATA_CENTERS)) {
            if (setting.value() != null) {
                centers.add(center(settings, setting.value(), setting, true));
            }
        }
        if (centers.isEmpty()) {
            String name = settings.options().find(CassandraOptions.DATA_CENTER_NAME);
            DataCenter only =
                    DataCenter.named(name == null ? DEFAULT_DATA_CENTER : name).withRacks(racks);
            Setting<?> about = racks.isEmpty()
                    ? settings.options().setting(CassandraOptions.DATA_CENTER_NAME)
                    : settings.options()
                            .setting(
                                    racks.get(racks.size() - 1).founding()
                                            ? CassandraOptions.RACKS
                                            : CassandraOptions.LATER_RACKS);
            centers.add(center(settings, only, about, !racks.isEmpty()));
        }
        return new Layout(List.copyOf(centers));
    }

    private static Center center(
            Settings settings, DataCenter described, @Nullable Setting<?> about, boolean declared) {
        int pods = described.replicas() == null ? settings.replicas() : described.replicas();
        Integer founders = described.foundingReplicas() == null
                ? settings.options().find(CassandraOptions.FOUNDING_REPLICAS)
                : described.foundingReplicas();
        int founding = founders == null ? pods : founders;
        String object = declared ? settings.name() + "-" + described.name() : settings.name();
        Role role = declared ? Role.ALL.with(DATA_CENTER_LABEL, described.name()) : Role.ALL;

        int foundingRacks = 0;
        for (Rack rack : described.racks()) {
            foundingRacks += rack.founding() ? 1 : 0;
        }
        List<Part> parts = new ArrayList<>();
        int foundingRack = 0;
        for (Rack rack : described.racks()) {
            Identity identity = new Identity(
                    declared ? object + "-" + rack.name() : object,
                    declared ? role.with(RACK_LABEL, rack.name()) : role,
                    Identity.headless(object),
                    share(pods, described.racks().size(), parts.size()),
                    settings.firstOrdinal());
            parts.add(new Part(rack, identity, rack.founding() ? share(founding, foundingRacks, foundingRack++) : 0));
        }
        return new Center(described.name(), about, object, declared, role, List.copyOf(parts));
    }

    /** An even share; what is left over goes to the first ones, one each. */
    private static int share(int pods, int racks, int index) {
        return pods / racks + (index < pods % racks ? 1 : 0);
    }

    /**
     * The pods that others ask for the way into the cluster, the same list for everybody.
     *
     * <p>A seed joins without taking over data, so only pods that founded the cluster may be seeds. Two rather than one,
     * because with a single one that is away nobody else can restart; never all, because a seed that lost its disk comes
     * back empty. Source: apache/cassandra locator/SimpleSeedProvider.java and service/StorageService.java; which ones
     * is our own rule.
     */
    List<Member> seeds(Dns dns) {
        List<Member> seeds = new ArrayList<>();
        for (Center center : centers) {
            List<Part> founding = new ArrayList<>();
            boolean pairs = true;
            for (Part part : center.parts()) {
                if (part.foundersLeft() > 0) {
                    founding.add(part);
                    pairs &= part.foundersLeft() > 1;
                }
            }
            if (founding.size() == 1) {
                Part only = founding.get(0);
                int count = only.foundersLeft() >= 3 ? 2 : 1;
                seeds.addAll(only.identity().members(dns).subList(0, count));
            } else {
                int most = pairs ? MOST_SEEDS : MOST_SEEDS - 1;
                int count = Math.min(most, pairs ? founding.size() : founding.size() - 1);
                for (int i = 0; i < count; i++) {
                    seeds.add(founding.get(i).identity().members(dns).get(0));
                }
            }
        }
        return seeds;
    }
}
