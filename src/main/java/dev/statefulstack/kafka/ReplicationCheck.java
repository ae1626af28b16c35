package dev.statefulstack.kafka;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Version;
import java.util.ArrayList;
import java.util.List;

/** Whether the brokers in the finished manifests can hold as many replicas as topics ask for. */
final class ReplicationCheck implements ServerCheck {
    private static final Rule OVER_BROKERS = Rule.error(
                    "kafka-replication-over-brokers",
                    "the topic is never created; for offsets, that leaves every consumer group waiting",
                    "wurstmeister/kafka-docker issue 104")
            .ofStacks("say .replicas(n), from which it is computed");
    private static final Rule OVER_REPLICAS = Rule.error(
                    "kafka-min-isr-over-replicas",
                    "a write has to reach more replicas than there are, so none with acks=all ever succeeds; Kafka checks nothing",
                    "Yolean/kubernetes-kafka issue 139; KAFKA-19655")
            .ofStacks("say .replicas(n), from which both are computed");
    private static final Rule NO_SPARE = Rule.warning(
                    "kafka-min-isr-without-spare",
                    "a write has to reach every replica, so the restart of one broker stops writes",
                    "Apache Kafka documentation: min.insync.replicas")
            .ofStacks("let one replica more than that hold the data, as the computed values do");

    /** What Kafka takes where nothing is set; only brokers look at those of internal topics. */
    private record Topics(ConfigKey replicasKey, int replicas, ConfigKey inSyncKey, int inSync, Version since) {
        int replicas(Server server) {
            return number(server, replicasKey, replicas);
        }

        int inSync(Server server) {
            return number(server, inSyncKey, inSync);
        }

        private static int number(Server server, ConfigKey key, int absent) {
            String text = server.setting(key);
            return Names.isDecimal(text, 9) ? Integer.parseInt(text) : absent;
        }
    }

    private static final Topics OF_USERS =
            new Topics(ConfigKey.FACTOR, 1, ConfigKey.MIN_IN_SYNC, 1, Version.of(0, 0, 0));

    private static final List<Topics> INTERNAL = List.of(
            new Topics(ConfigKey.OFFSETS_FACTOR, 3, ConfigKey.MIN_IN_SYNC, 1, Version.of(0, 0, 0)),
            new Topics(ConfigKey.TRANSACTIONS_FACTOR, 3, ConfigKey.TRANSACTIONS_MIN_IN_SYNC, 2, Version.of(0, 0, 0)),
            new Topics(ConfigKey.SHARES_FACTOR, 3, ConfigKey.SHARES_MIN_IN_SYNC, 2, Version.of(4, 0, 0)));

    @Override
    public List<Rule> rules() {
        return List.of(OVER_BROKERS, OVER_REPLICAS, NO_SPARE);
    }

    @Override
    public void look(List<Server> servers, List<Document> documents, Report report) {
        int brokers = 0;
        for (Server server : servers) {
            brokers += server.isBroker() ? server.replicas() : 0;
        }
        for (Server server : servers) {
            for (Topics topics : asked(server)) {
                look(server, topics, brokers, report);
            }
        }
    }

    /** The topics that nodes of the role create; with controllers of their own, brokers may leave the rest to them. */
    private static List<Topics> asked(Server server) {
        List<Topics> asked = new ArrayList<>();
        if (server.isController() || !server.setting(OF_USERS.replicasKey()).isEmpty()) {
            asked.add(OF_USERS);
        }
        KafkaImage image = server.image();
        Version version = image == null ? null : image.kafka();
        for (Topics topics : INTERNAL) {
            boolean known = version != null && version.isAtLeast(topics.since());
            if (server.isBroker()
                    && (known || !server.setting(topics.replicasKey()).isEmpty())) {
                asked.add(topics);
            }
        }
        return asked;
    }

    private static void look(Server server, Topics topics, int brokers, Report report) {
        if (server.isUnseenSetting(topics.replicasKey()) || server.isUnseenSetting(topics.inSyncKey())) {
            return;
        }
        int replicas = topics.replicas(server);
        int inSync = topics.inSync(server);
        if (replicas > brokers) {
            server.reportSetting(
                    report,
                    OVER_BROKERS,
                    topics.replicasKey(),
                    topics.replicasKey() + " is " + replicas + ", and there are " + brokers + " brokers",
                    "set " + topics.replicasKey().variable() + " to " + brokers + " or less, or run more brokers");
        }
        if (inSync > replicas) {
            server.reportSetting(
                    report,
                    OVER_REPLICAS,
                    topics.inSyncKey(),
                    topics.inSyncKey() + " is " + inSync + ", and " + topics.replicasKey() + " is " + replicas,
                    "set " + topics.inSyncKey().variable() + " to " + Math.max(1, replicas - 1));
        } else if (inSync == replicas && brokers > 1) {
            server.reportSetting(
                    report,
                    NO_SPARE,
                    topics.inSyncKey(),
                    topics.inSyncKey() + " and " + topics.replicasKey() + " are both " + replicas,
                    replicas < brokers
                            ? "set " + topics.replicasKey().variable() + " to " + (replicas + 1)
                            : "set " + topics.inSyncKey().variable() + " to " + (replicas - 1));
        }
    }
}
