package dev.statefulstack.cassandra;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code cassandra.yaml} and variables of the image: which there are, and which of them are computed. Source:
 * docker-library/cassandra docker-entrypoint.sh; apache/cassandra conf/cassandra-env.sh and conf/cassandra.yaml.
 */
final class CassandraConfig {
    /** Begins the variables that the entrypoint reads. */
    static final String PREFIX = "CASSANDRA_";

    static final String SEEDS = "CASSANDRA_SEEDS";
    static final String CLUSTER_NAME = "CASSANDRA_CLUSTER_NAME";
    static final String DATA_CENTER = "CASSANDRA_DC";
    static final String RACK = "CASSANDRA_RACK";
    static final String SNITCH = "CASSANDRA_ENDPOINT_SNITCH";
    static final String NUM_TOKENS = "CASSANDRA_NUM_TOKENS";
    static final String LISTEN_ADDRESS = "CASSANDRA_LISTEN_ADDRESS";
    static final String RPC_ADDRESS = "CASSANDRA_RPC_ADDRESS";
    static final String MAX_HEAP = "MAX_HEAP_SIZE";
    static final String MAX_DIRECT = "MAX_DIRECT_MEMORY_SIZE";
    static final String YOUNG = "HEAP_NEWSIZE";
    static final String EXTRA_OPTIONS = "JVM_EXTRA_OPTS";

    /** The only snitch that reads data centre and rack from the variables. */
    static final String RACK_AWARE_SNITCH = "GossipingPropertyFileSnitch";

    /** Lets the settings below in. */
    static final String ALLOW_SETTINGS = "-Dcassandra.config.allow_system_properties=true";

    /** Before a key of {@code cassandra.yaml}. */
    static final String SETTING = "-Dcassandra.settings.";

    private static final Map<String, String> COMPUTED = new TreeMap<>();
    private static final Map<String, String> COMPUTED_VARIABLES = new TreeMap<>();

    /** Variables of the image that may be set. */
    private static final Set<String> KNOWN = new TreeSet<>();

    /** Variables of other images and times, with what to say instead. */
    private static final Map<String, String> FOREIGN = new TreeMap<>();

    static {
        String address = "every pod listens on its own address and tells it to the others";
        String ports = "the ports are 7000 and 9042, which Services, probes and policies name";
        String directories = "everything is below " + CassandraImage.DATA + " on the volume; say .storage(size)";
        String seeds = "say .foundingReplicas(n) or .externalSeeds(names)";
        String snitch = "it is " + RACK_AWARE_SNITCH + ", without which data centre and rack mean nothing";

        COMPUTED.put("cluster_name", "say .clusterName(name)");
        COMPUTED.put("num_tokens", "say .numTokens(n)");
        COMPUTED.put("initial_token", "all pods would have the same tokens; say .numTokens(n)");
        COMPUTED.put("endpoint_snitch", snitch);
        COMPUTED.put("seed_provider", seeds);
        for (String key : new String[] {
            "listen_address",
            "listen_interface",
            "broadcast_address",
            "rpc_address",
            "rpc_interface",
            "broadcast_rpc_address"
        }) {
            COMPUTED.put(key, address);
        }
        for (String key : new String[] {"storage_port", "native_transport_port"}) {
            COMPUTED.put(key, ports);
        }
        for (String key : new String[] {
            "data_file_directories",
            "local_system_data_file_directory",
            "commitlog_directory",
            "hints_directory",
            "saved_caches_directory",
            "cdc_raw_directory"
        }) {
            COMPUTED.put(key, directories);
        }

        COMPUTED_VARIABLES.put(SEEDS, seeds);
        COMPUTED_VARIABLES.put(CLUSTER_NAME, "say .clusterName(name)");
        COMPUTED_VARIABLES.put(DATA_CENTER, "say .dataCenter(name)");
        COMPUTED_VARIABLES.put(RACK, "say .rack(name)");
        COMPUTED_VARIABLES.put(SNITCH, snitch);
        COMPUTED_VARIABLES.put(NUM_TOKENS, "say .numTokens(n)");
        COMPUTED_VARIABLES.put(LISTEN_ADDRESS, address);
        COMPUTED_VARIABLES.put(MAX_HEAP, "say .heap(size) or .memory(size)");
        COMPUTED_VARIABLES.put(MAX_DIRECT, "it is a quarter of .memory(size)");
        COMPUTED_VARIABLES.put(YOUNG, "it follows from .heap(size) and .cpu(cores) in 4.1, and 5.0 ignores it");
        COMPUTED_VARIABLES.put(EXTRA_OPTIONS, "say .config(key, value) or .jvmOption(flag)");

        KNOWN.add("CASSANDRA_BROADCAST_ADDRESS");
        KNOWN.add("CASSANDRA_BROADCAST_RPC_ADDRESS");
        KNOWN.add(RPC_ADDRESS);
        KNOWN.add("CASSANDRA_NAME");
        KNOWN.add("CASSANDRA_HOME");
        KNOWN.add("CASSANDRA_CONF");
        KNOWN.add("CASSANDRA_HEAPDUMP_DIR");
        KNOWN.add("CASSANDRA_LOG_DIR");

        String bitnami = "only Bitnami's image knows it; say .config(\"authenticator\", \"PasswordAuthenticator\"), and"
                + " change the password of the user cassandra with cqlsh";
        FOREIGN.put("CASSANDRA_AUTHENTICATOR", bitnami);
        FOREIGN.put("CASSANDRA_PASSWORD", bitnami);
        FOREIGN.put("CASSANDRA_PASSWORD_SEEDER", bitnami);
        FOREIGN.put("CASSANDRA_USER", bitnami);
        FOREIGN.put("CASSANDRA_HOST", "only Bitnami's image knows it; seeds are computed");
        FOREIGN.put("CASSANDRA_START_RPC", "Thrift is gone since 4.0; remove it");
    }

    /** Letters in which a misspelt name may differ from the one that is meant. */
    private static final int FARTHEST = 3;

    private CassandraConfig() {}

    /** What to say instead of the key or of a key inside it, or null where it is not computed. */
    static @Nullable String insteadOf(String key) {
        int dot = key.indexOf('.');
        return COMPUTED.get(dot < 0 ? key : key.substring(0, dot));
    }

    /** What to say instead of the variable, or null where it is not computed. */
    static @Nullable String insteadOfVariable(String name) {
        return COMPUTED_VARIABLES.get(name);
    }

    /** What to do about a variable that the image does not read, or null where it reads it. */
    static @Nullable String insteadOfUnknown(String name) {
        if (!name.startsWith(PREFIX) || KNOWN.contains(name) || COMPUTED_VARIABLES.containsKey(name)) {
            return null;
        }
        String foreign = FOREIGN.get(name);
        return foreign != null ? foreign : suggestion(name);
    }

    private static String suggestion(String name) {
        String nearest = "";
        int least = FARTHEST + 1;
        Set<String> names = new TreeSet<>(KNOWN);
        names.addAll(COMPUTED_VARIABLES.keySet());
        for (String known : names) {
            int distance = distance(name, known);
            if (distance < least) {
                least = distance;
                nearest = known;
            }
        }
        return (nearest.isEmpty() ? "" : "did you mean " + nearest + "? ")
                + "For a line of cassandra.yaml say .config(key, value)";
    }

    /** How many letters must be changed, added or taken away. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** A key that a system property can carry: words of letters, digits and underscores, with dots between them. */
    static boolean isKey(String key) {
        if (key.isEmpty() || key.startsWith(".") || key.endsWith(".") || key.contains("..")) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '.' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** Whether the start script, which splits its options at blanks and knows no quotes, passes the text on whole. */
    static boolean isOneWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '\'' || c == '"' || c == '`' || c == '\\') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
