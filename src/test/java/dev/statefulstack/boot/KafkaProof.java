package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What a Kafka cluster has to show, seen through its own interface. */
final class KafkaProof {
    static final String BOOTSTRAP = "kafka.production.svc.cluster.local:9092";
    private static final String TOPIC = "orders";

    private final Cluster cluster;
    private final Client client;
    private final String brokerSet;
    private final String voters;
    private final String brokers;

    /**
     * @param voters as {@code 0@kafka-0.kafka-headless.production.svc.cluster.local:9093,...}
     * @param brokers in the same form
     */
    KafkaProof(Cluster cluster, Client client, String brokerSet, String voters, String brokers) {
        this.cluster = cluster;
        this.client = client;
        this.brokerSet = brokerSet;
        this.voters = voters;
        this.brokers = brokers;
    }

    /** {@code id@host:port} of consecutive pods. */
    static String members(String set, String service, int first, int count, int port) {
        StringBuilder members = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            members.append(i == first ? "" : ",")
                    .append("%d@%s-%d.%s.production.svc.cluster.local:%d".formatted(i, set, i, service, port));
        }
        return members.toString();
    }

    void formed() {
        cluster.awaitReady(Await.LONG);
        everyMemberSeesTheSame();
        client.ask("create", BOOTSTRAP, TOPIC);
        client.ask("write", BOOTSTRAP, TOPIC, "100");
        allInSync();
        nothingIsLost();
    }

    void everyMemberSeesTheSame() {
        for (String broker : brokers.split(",", -1)) {
            String address = broker.substring(broker.indexOf('@') + 1);
            Await.success("what " + address + " sees", Await.LONG, () -> {
                assertThat(client.ask("quorum", address)).matches("leader=\\d+ voters=" + voters.replace(".", "\\."));
                assertThat(client.ask("brokers", address)).isEqualTo(brokers);
                return address;
            });
        }
    }

    /** What each controller has registered, which only members may ask: the port is closed to others. */
    void everyControllerSeesTheSame(String controllerSet) {
        Client member = cluster.clientAs(cluster.podsOf(controllerSet).get(0), "kafka");
        for (String voter : voters.split(",", -1)) {
            String address = voter.substring(voter.indexOf('@') + 1);
            Await.success("what the controller " + address + " sees", Await.LONG, () -> {
                assertThat(member.ask("controllers", address)).isEqualTo(voters);
                return address;
            });
        }
    }

    /** Where controllers are nodes of their own: another takes over. */
    void aLostControllerDoesNotStopWrites(String controllerSet) {
        Pod lost = cluster.pod(controllerSet + "-" + leader());
        lost.hold();
        Await.success("another controller leads", Await.LONG, () -> {
            assertThat(controllerSet + "-" + leader()).isNotEqualTo(lost.name());
            return "";
        });
        client.ask("write", BOOTSTRAP, TOPIC, "50");
        assertThat(lost.isReady()).isFalse();
        lost.release();
        cluster.awaitReady(Await.LONG);
        nothingIsLost();
    }

    private String leader() {
        return client.ask("quorum", BOOTSTRAP).replaceAll("leader=(\\d+) .*", "$1");
    }

    /** The member leads the quorum where it has one of its voters, so what it did has to be taken over. */
    void aLostMemberDoesNotStopWrites() {
        String leader = leader();
        List<Pod> pods = cluster.podsOf(brokerSet);
        Pod lost = pods.stream()
                .filter(pod -> pod.name().equals(brokerSet + "-" + leader))
                .findFirst()
                .orElse(pods.get(0));
        lost.hold();
        client.ask("write", BOOTSTRAP, TOPIC, "50");
        assertThat(lost.isReady()).isFalse();
        lost.release();
        cluster.awaitReady(Await.LONG);
        allInSync();
        nothingIsLost();
    }

    void aRollingRestartLosesNothing(String... sets) {
        client.ask("start-writing", BOOTSTRAP, TOPIC);
        for (String set : sets) {
            cluster.rollingRestart(set, Await.LONG);
        }
        client.ask("stop-writing", BOOTSTRAP);
        everyMemberSeesTheSame();
        allInSync();
        nothingIsLost();
    }

    private void allInSync() {
        Await.success("all replicas are in sync", Await.LONG, () -> {
            assertThat(client.ask("in-sync", BOOTSTRAP, TOPIC)).isEqualTo("3/3");
            return TOPIC;
        });
    }

    private void nothingIsLost() {
        assertThat(client.ask("verify", BOOTSTRAP, TOPIC)).matches("acknowledged=[1-9]\\d* lost=\\[]");
    }
}
