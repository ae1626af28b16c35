package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a cluster of three Elasticsearch or OpenSearch nodes has to show, seen through its own interface. */
final class SearchProof {
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");

    private final Cluster cluster;
    private final Client client;
    private final String name;
    private final String service;

    /** @param name of the StatefulSet and of the client Service */
    SearchProof(Cluster cluster, String name) {
        this.cluster = cluster;
        this.client = cluster.client("http");
        this.name = name;
        this.service = "http://" + name + ".production.svc.cluster.local:9200";
    }

    void formed() {
        cluster.awaitReady(Await.LONG);
        everyMemberSeesTheSame();
        // Seeds are found by address: SRV records, which some expect to be used, are not asked for.
        if (Machines.haveNamespaces("what " + name + " asks of DNS", "names are told by a file")) {
            assertThat(cluster.questions())
                    .contains(name + "-headless.production.svc.cluster.local A")
                    .noneMatch(question -> question.endsWith(" SRV"));
        }
        client.ask("PUT", service + "/orders", "{\"settings\": {\"number_of_shards\": 1, \"number_of_replicas\": 2}}");
        healthy();
        write(client, 0);
    }

    void everyMemberSeesTheSame() {
        String[] names = IntStream.range(0, 3).mapToObj(i -> name + "-" + i).toArray(String[]::new);
        for (String member : names) {
            String address = "http://" + member + "." + name + "-headless.production.svc.cluster.local:9200";
            Await.success("what " + member + " sees", Await.LONG, () -> {
                // What the member itself has, where others answer for the master.
                String state = client.ask("GET", address + "/_cluster/state/nodes?local=true&filter_path=nodes.*.name");
                assertThat(NAME.matcher(state).results().map(found -> found.group(1)))
                        .containsExactlyInAnyOrder(names);
                return "";
            });
        }
    }

    /** Which differs between two clusters that merely have the same name. */
    String uuid() {
        return Await.success("the cluster has a master", Await.LONG, () -> {
            String answer = client.ask("GET", service + "/_cluster/state/metadata?filter_path=metadata.cluster_uuid");
            assertThat(answer).doesNotContain("_na_");
            return answer;
        });
    }

    void aLostMasterDoesNotStopWrites() {
        String master = client.ask("GET", service + "/_cat/master?h=node").trim();
        Pod lost = cluster.pod(master);
        lost.hold();
        Await.success("two of three take a write", Await.LONG, () -> {
            write(client, 1);
            return "";
        });
        assertThat(lost.isReady()).isFalse();
        lost.release();
        cluster.awaitReady(Await.LONG);
        healthy();
    }

    void aRollingRestartLosesNothing() {
        Client second = cluster.client("http");
        Writer writer = new Writer(2, id -> write(second, id));
        cluster.rollingRestart(name, Await.LONG);
        Set<Integer> acknowledged = writer.stop();
        everyMemberSeesTheSame();
        healthy();
        isThere(0);
        isThere(1);
        acknowledged.forEach(this::isThere);
    }

    /** All pods at once, as when the power is back. */
    void aFullRestartIsTheSameCluster() {
        String before = uuid();
        List<Pod> pods = cluster.podsOf(name);
        pods.forEach(Pod::hold);
        pods.forEach(pod -> cluster.delete(pod.name()));
        cluster.awaitReady(Await.LONG);
        everyMemberSeesTheSame();
        healthy();
        assertThat(uuid()).isEqualTo(before);
        isThere(0);
        isThere(1);
    }

    private void healthy() {
        Await.success("the cluster is green", Await.LONG, () -> {
            assertThat(client.ask(
                            "GET", service + "/_cluster/health?wait_for_status=green&wait_for_nodes=3&timeout=5s"))
                    .contains("\"timed_out\":false");
            return "";
        });
    }

    private void write(Client writer, int id) {
        writer.ask("PUT", service + "/orders/_doc/" + id + "?timeout=10s", "{\"id\": " + id + "}");
    }

    private void isThere(int id) {
        assertThat(client.ask("GET", service + "/orders/_doc/" + id)).contains("\"found\":true");
    }
}
