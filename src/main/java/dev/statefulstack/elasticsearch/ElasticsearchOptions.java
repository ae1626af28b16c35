package dev.statefulstack.elasticsearch;

import dev.statefulstack.plan.Env;
import dev.statefulstack.stack.NamedImage;
import dev.statefulstack.stack.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options that only Elasticsearch has. */
final class ElasticsearchOptions {
    static final Option<Security> SECURITY = Option.of("tls");
    static final Option<Env.SecretKey> PASSWORD = Option.of("password");
    static final Option<String> CLUSTER_NAME = Option.of("clusterName");
    static final Option<Integer> FOUNDING_REPLICAS = Option.of("foundingReplicas");
    static final Option<Boolean> FOUNDED = Option.of("founded");
    static final Option<Integer> MASTERS = Option.of("dedicatedMasters");
    static final Option<String> MASTER_MEMORY = Option.of("masterMemory");
    static final Option<String> MASTER_CPU = Option.of("masterCpu");
    static final Option<Disk> MASTER_STORAGE = Option.of("masterStorage");
    static final Option<List<String>> DATA_ROLES = Option.of("dataRoles");
    static final Option<String> HEAP = Option.of("heap");
    static final Option<String> JVM_OPTIONS = Option.of("jvmOptions");
    static final Option<Boolean> MEMORY_MAP = Option.of("withoutMemoryMap");
    static final Option<Config> CONFIG = Option.of("config");
    static final Option<NamedImage<ElasticsearchImage>> IMAGE = Option.of("image");

    /** How traffic is protected: the last of {@code .tls(secret)} and {@code .insecure()} holds. */
    sealed interface Security permits Tls, Insecure {}

    /** By certificates in a Secret of type {@code kubernetes.io/tls}. */
    record Tls(String secret) implements Security {}

    /** Not at all. */
    enum Insecure implements Security {
        INSTANCE
    }

    /** A volume's size and class; the class of the other members where it is null. */
    record Disk(String size, @Nullable String storageClass) {}

    /** A line of {@code elasticsearch.yml}. */
    record Config(String key, String value) {}

    private ElasticsearchOptions() {}
}
