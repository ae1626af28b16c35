package dev.statefulstack.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchValuesTest {
    @ParameterizedTest
    @CsvSource({
        "4294967296,   -Xms2048m -Xmx2048m",
        "8589934592,   -Xms4096m -Xmx4096m",
        "1073741824,   -Xms512m -Xmx512m",
        "68719476736,  -Xms31744m -Xmx31744m",
        "137438953472, -Xms31744m -Xmx31744m",
        "4000000000,   -Xms1907m -Xmx1907m"
    })
    void theHeapIsHalfOfTheMemory(long memory, String options) {
        assertThat(Heap.ofMemory(memory)).hasToString(options);
    }

    @ParameterizedTest
    @CsvSource({
        "ES_SETTING_CLUSTER_NAME,             cluster.name",
        "ES_SETTING_CLUSTER_INITIAL__MASTER__NODES, cluster.initial_master_nodes",
        "http.cors.allow-origin,              http.cors.allow-origin",
        "TZ,",
        "cluster,",
        "Cluster.name,"
    })
    void theImageTakesSomeVariablesForSettings(String variable, String key) {
        assertThat(ElasticsearchConfig.key(variable)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20%", "a,b,c", "[]", "[a, b]", "'*'", "\"a: b\"", "http://es:9200", "10.0.0.0/8", "-1"})
    void valuesThatYamlReadsAsTheyAreMeant(String value) {
        assertThat(ElasticsearchConfig.misreading(value)).isNull();
        assertThat(ElasticsearchConfig.isNothing(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a: b", "a:", "a #b", "[a", "'a", "@a", "- a", "a\nb", "&a", "%a"})
    void valuesThatYamlReadsOtherwise(String value) {
        assertThat(ElasticsearchConfig.misreading(value)).isNotNull();
    }
}
