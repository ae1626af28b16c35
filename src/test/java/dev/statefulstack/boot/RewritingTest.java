package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tier B of the boot tests changes, by itself and without a server. */
class RewritingTest {
    private final Rewriting rewriting = new Rewriting(
            Path.of("/pod/root"),
            List.of("/data", "/opt/kafka/config", "/opt/kafka", "/docker-entrypoint.sh", "/tmp"),
            "127.10.1.12",
            10_007);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    KAFKA_LISTENERS=INTERNAL://:9091,CONTROLLER://:9093 | KAFKA_LISTENERS=INTERNAL://127.10.1.12:9091,CONTROLLER://127.10.1.12:9093
                    network.host=0.0.0.0                    | network.host=127.10.1.12
                    --listen-peer-urls=http://0.0.0.0:2380  | --listen-peer-urls=http://127.10.1.12:2380
                    nc localhost 2181                       | nc 127.10.1.12 2181
                    ZOO_CFG_EXTRA=quorumListenOnAllIPs=true | ZOO_CFG_EXTRA=quorumListenOnAllIPs=false
                    -Dcassandra.jmx.local.port=7199         | -Dcassandra.jmx.local.port=10007
                    org.apache.cassandra.tools.NodeTool -p 7199 "$@" | org.apache.cassandra.tools.NodeTool -p 10007 "$@"
                    server.1=a.b:2888:3888;2181 server.2=c.b:2888:3888:participant;2181 | server.1=a.b:2888:3888;a.b:2181 server.2=c.b:2888:3888:participant;c.b:2181
                    server.1=a.b:2888:3888;c.b:2181         | server.1=a.b:2888:3888;c.b:2181
                    /opt/kafka/config/server.properties     | /pod/root/opt/kafka/config/server.properties
                    /opt/kafka                              | /pod/root/opt/kafka
                    /opt/kafka-2                            | /opt/kafka-2
                    "${ZOO_DATA_DIR:-/data}/myid"           | "${ZOO_DATA_DIR:-/pod/root/data}/myid"
                    ${HOME}/data                            | ${HOME}/data
                    exec /docker-entrypoint.sh a            | exec /pod/root/docker-entrypoint.sh a
                    advertised=http://10.0.0.0:2380         | advertised=http://10.0.0.0:2380
                    a.localhost.example                     | a.localhost.example
                    """)
    void whereItListensAndItsPaths(String text, String changed) {
        assertThat(rewriting.changed(text)).isEqualTo(changed);
    }

    @Test
    void aPortThatListensOnAllAddressesHasAnotherNumber() {
        assertThat(rewriting.port(8080)).isEqualTo(8080);
        assertThat(rewriting.changed("readiness.port=8080")).isEqualTo("readiness.port=10007");
        assertThat(rewriting.port(8080)).isEqualTo(10_007);
        assertThat(rewriting.port(9200)).isEqualTo(9200);
    }

    /** Peers and what is told to clients are what the tests are about. */
    @ParameterizedTest
    @CsvSource({
        "kafka, combined-apache-4.4-plaintext, KAFKA_LISTENERS",
        "kafka, combined-apache-3.9-plaintext, KAFKA_LISTENERS",
        "kafka, dedicated-apache-4.4-plaintext, KAFKA_LISTENERS",
        "kafka, combined-confluent-7.6-plaintext, KAFKA_LISTENERS",
        "kafka, combined-apache-4.4-mutual-tls, KAFKA_LISTENERS",
        "cassandra, three-nodes, ''",
        "elasticsearch, elasticsearch-8.19, network.host readiness.port"
    })
    void nothingElseOfTheManifests(String system, String golden, String variables) throws Exception {
        TreeSet<String> changed = new TreeSet<>();
        TreeSet<String> all = new TreeSet<>();
        for (Field set : Manifests.read(Golden.read(system, golden)).all("StatefulSet")) {
            for (Field container :
                    set.get("spec", "template", "spec", "containers").items()) {
                for (Field variable : container.get("env").items()) {
                    String name = variable.get("name").text();
                    String text = name + "=" + variable.get("value").text();
                    all.add(name);
                    if (!rewriting.changed(text).equals(text)) {
                        changed.add(name);
                    }
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(5);
        assertThat(String.join(" ", changed)).isEqualTo(variables);
    }
}
