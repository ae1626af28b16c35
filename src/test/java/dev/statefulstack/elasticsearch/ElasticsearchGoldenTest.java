package dev.statefulstack.elasticsearch;

import dev.statefulstack.Golden;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.Toleration;
import java.util.LinkedHashMap;
import java.util.Map;

class ElasticsearchGoldenTest implements Golden.Cases {
    private static final ElasticsearchStack PRODUCTION = StatefulStack.elasticsearch("elasticsearch")
            .namespace("production")
            .replicas(3)
            .insecure();

    @Override
    public String system() {
        return "elasticsearch";
    }

    @Override
    public Map<String, ElasticsearchStack> cases() {
        Map<String, ElasticsearchStack> cases = new LinkedHashMap<>();
        cases.put("three", PRODUCTION);
        cases.put("three-with-tls", PRODUCTION.tls("elasticsearch-tls").password("elasticsearch-elastic", "password"));
        cases.put("founded", PRODUCTION.founded());
        cases.put("founded-by-three-now-five", PRODUCTION.foundingReplicas(3).replicas(5));
        cases.put("single-node", PRODUCTION.namespace("dev").replicas(1));
        cases.put("one-that-others-will-join", PRODUCTION.replicas(1).foundingReplicas(1));
        cases.put(
                "three-masters-four-data",
                PRODUCTION.replicas(4).dedicatedMasters(3).memory("8Gi").storage("200Gi"));
        cases.put("elasticsearch-8.19", PRODUCTION.image("docker.elastic.co/elasticsearch/elasticsearch:8.19.10"));
        cases.put("without-memory-map", PRODUCTION.withoutMemoryMap());
        cases.put("bare", PRODUCTION.bare());
        cases.put("another-cluster-domain", PRODUCTION.clusterDomain("k8s.example.com"));
        cases.put("first-ordinal-10", PRODUCTION.firstOrdinal(10));
        cases.put("every-option", everyOption());
        return cases;
    }

    private static ElasticsearchStack everyOption() {
        return StatefulStack.elasticsearch("search")
                .namespace("shop")
                .replicas(4)
                .dedicatedMasters(5)
                .foundingReplicas(3)
                .masterMemory("3Gi")
                .masterCpu("1")
                .masterStorage("20Gi", "standard-ssd")
                .dataRoles("data", "ingest", "transform", "remote_cluster_client")
                .image("registry.example.com/base/search:2026-11", ElasticsearchImage.official("9.2.4"))
                .tls("search-tls")
                .password("search-elastic", "password")
                .clusterName("shop-search")
                .storage("500Gi", "fast-ssd")
                .cpu("4", "8")
                .memory("16Gi")
                .heap("7Gi")
                .jvmOptions("-Des.networkaddress.cache.ttl=10")
                .withoutMemoryMap()
                .config("http.cors.allow-origin", "'*'")
                .config("http.cors.enabled", "true")
                .config("indices.memory.index_buffer_size", "20%")
                .env("TZ", "UTC")
                .env("node.attr.pod", "$(POD_NAME)")
                .envFromSecret("LICENSE", "search-license", "key")
                .envFromConfigMap("REGION", "site", "region")
                .label("team", "shop")
                .annotation("example.com/owner", "shop@example.com")
                .podAnnotation("example.com/scrape", "true")
                .serviceAccount("search")
                .nodeSelector("disk", "nvme")
                .toleration("dedicated", "search", Toleration.Effect.NO_SCHEDULE)
                .requireZoneSpread()
                .pullSecret("registry-credentials")
                .priorityClass("stateful");
    }
}
