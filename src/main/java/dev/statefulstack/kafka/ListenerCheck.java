package dev.statefulstack.kafka;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where nodes listen and what they tell others to call, in the finished manifests. */
final class ListenerCheck implements ServerCheck {
    private static final String CONFIG = "Kafka's own checks in kafka.server.KafkaConfig";

    private static final Rule NOT_OWN = Rule.error(
            "kafka-advertised-not-own",
            "clients are sent from the first address to the advertised one of each node; where it is not the node's own,"
                    + " they reach nobody or the wrong one",
            "bitnami/charts issues 5483 and 28536");
    private static final Rule PORT = Rule.error(
            "kafka-advertised-port",
            "names of pods lead to the pod itself, with nothing in between that could translate a port",
            "Kubernetes DNS specification; bitnami/charts pull request 3209");
    private static final Rule TWICE = Rule.error(
            "kafka-listener-address-twice",
            "two listeners on one port stop the server; two advertised ones are taken, and clients of one reach the other",
            CONFIG + "; Kafka 3.6.1 to 4.4.0, tried");
    private static final Rule CONTROLLER = Rule.error(
            "kafka-controller-advertised",
            "the images stop a node that only votes and advertises, and Kafka below 3.9 any that advertises a controller",
            CONFIG + "; confluentinc/kafka-images kafka/include/etc/confluent/docker/configure");
    private static final Rule EMPTY = Rule.error(
            "kafka-advertised-empty",
            "the image gives the variable to every container, empty, and its start script writes it down as it is; Kafka"
                    + " stops at an empty list",
            "confluentinc/kafka-images kafka/Dockerfile; Kafka 4.4.0, tried: 'advertised.listeners' must not be empty");
    private static final Rule UNMAPPED = Rule.error(
            "kafka-listener-unmapped",
            "the server stops at a listener of which it does not know the protocol",
            CONFIG + "; bitnami/containers issue 70995");
    private static final Rule ROLE = Rule.error(
                    "kafka-listener-role",
                    "the server stops: controllers listen for the quorum and brokers must not, and what is advertised must listen",
                    CONFIG + "; bitnami/containers issue 80579")
            .ofStacks("leave the computed listeners, advertised ones and roles");

    /** The first version that takes a controller among the advertised listeners. */
    private static final Version ADVERTISES_CONTROLLER = Version.of(3, 9, 0);

    @Override
    public List<Rule> rules() {
        return List.of(NOT_OWN, PORT, TWICE, CONTROLLER, EMPTY, UNMAPPED, ROLE);
    }

    @Override
    public void look(List<Server> servers, List<Document> documents, Report report) {
        for (Server server : servers) {
            if (!server.isUnseenSetting(ConfigKey.LISTENERS) && !server.isUnseenSetting(ConfigKey.ADVERTISED)) {
                new OfServer(server, report).look();
            }
        }
    }

    /** The listeners of one set. */
    private static final class OfServer {
        private final Server server;
        private final Report report;
        private final List<ListenerAddress> listeners;
        private final List<ListenerAddress> advertised;
        private final List<String> controllers;

        OfServer(Server server, Report report) {
            this.server = server;
            this.report = report;
            this.listeners = server.listeners();
            this.advertised = server.advertised();
            this.controllers = upper(server.items(ConfigKey.CONTROLLER_LISTENERS));
        }

        void look() {
            roles();
            controllerAdvertised();
            emptyOfImage();
            unmapped();
            Set<String> ports = new HashSet<>();
            for (ListenerAddress listener : listeners) {
                if (!ports.add(listener.port())) {
                    add(
                            TWICE,
                            ConfigKey.LISTENERS,
                            listener + " has the port of an earlier one",
                            "give each listener its own port");
                }
            }
            Set<String> addresses = new HashSet<>();
            for (ListenerAddress listener : advertised) {
                if (!addresses.add(listener.host() + ":" + listener.port())) {
                    add(
                            TWICE,
                            ConfigKey.ADVERTISED,
                            listener + " has the address of an earlier one",
                            "give each its own port");
                }
                if (!controllers.contains(listener.name())) {
                    address(listener);
                }
            }
        }

        private void roles() {
            for (String controller : controllers) {
                boolean listens = named(listeners, controller) != null;
                if (listens != server.isController()) {
                    add(
                            ROLE,
                            ConfigKey.LISTENERS,
                            controller + (listens ? " is in" : " is not in") + " listeners, and the node's role is "
                                    + server.setting(ConfigKey.ROLES),
                            listens
                                    ? "take " + controller + " out of the listeners of brokers"
                                    : "add " + controller + "://:<port> to the listeners");
                }
            }
            String inner = server.setting(ConfigKey.INTER_BROKER_LISTENER).toUpperCase(Locale.ROOT);
            if (server.isBroker() && !inner.isEmpty() && named(advertised, inner) == null) {
                add(
                        ROLE,
                        ConfigKey.ADVERTISED,
                        inner + " is between brokers and is not advertised",
                        "advertise it too");
            }
        }

        private void controllerAdvertised() {
            KafkaImage image = server.image();
            Version version = image == null ? null : image.kafka();
            boolean old = version == null || !version.isAtLeast(ADVERTISES_CONTROLLER);
            for (ListenerAddress listener : advertised) {
                if (!server.isBroker() || (old && controllers.contains(listener.name()))) {
                    add(
                            CONTROLLER,
                            ConfigKey.ADVERTISED,
                            listener + " is advertised by " + server.setting(ConfigKey.ROLES) + " of Kafka "
                                    + (version == null ? "of an unknown version" : version),
                            "leave it out: the quorum is found through its voters");
                }
            }
        }

        /** A command of the manifest's own that does not name the image's start may do anything, so nothing is said. */
        private void emptyOfImage() {
            KafkaImage image = server.image();
            Version version = image == null ? null : image.kafka();
            if (image == null
                    || version == null
                    || server.isBroker()
                    || !advertised.isEmpty()
                    || !image.leavesEmptyListeners(version)) {
                return;
            }
            String variable = ConfigKey.ADVERTISED.variable();
            String command = server.command("command") + server.command("args");
            String run = image.contract().run();
            if (command.isEmpty() || (command.contains(run) && !command.contains(variable))) {
                server.report(
                        report,
                        EMPTY,
                        "command",
                        "a node that only votes has " + variable + " from the image of Kafka " + version
                                + ", and it is empty",
                        "start it with: bash -ec 'unset " + variable + "; exec " + run + "'");
            }
        }

        private void unmapped() {
            Set<String> names = new LinkedHashSet<>(controllers);
            for (ListenerAddress listener : listeners) {
                names.add(listener.name());
            }
            for (ListenerAddress listener : advertised) {
                names.add(listener.name());
            }
            for (String entry : upper(server.items(ConfigKey.PROTOCOLS))) {
                names.remove(entry.substring(0, Math.max(0, entry.indexOf(':'))));
            }
            if (!names.isEmpty() && !server.isUnseenSetting(ConfigKey.PROTOCOLS)) {
                add(
                        UNMAPPED,
                        ConfigKey.PROTOCOLS,
                        "it lacks " + String.join(", ", names),
                        "add an entry such as CLIENT:PLAINTEXT");
            }
        }

        private void address(ListenerAddress listener) {
            ListenerAddress own = named(listeners, listener.name());
            if (own == null) {
                add(
                        ROLE,
                        ConfigKey.ADVERTISED,
                        listener.name() + " is advertised and is not in listeners",
                        "add it to listeners");
            } else if (listener.isNoAddress()) {
                add(NOT_OWN, ConfigKey.ADVERTISED, listener + " is no address that others can call", fix(own));
            } else if (listener.isInCluster()) {
                if (!isOwn(listener.host())) {
                    add(
                            NOT_OWN,
                            ConfigKey.ADVERTISED,
                            listener + " is not the name of the pod that advertises it",
                            fix(own));
                } else if (!listener.port().equals(own.port())) {
                    add(
                            PORT,
                            ConfigKey.ADVERTISED,
                            listener + " is advertised, and the pod listens on " + own.port(),
                            fix(own));
                }
            } else if (!listener.hasReference() && server.replicas() > 1) {
                add(
                        NOT_OWN,
                        ConfigKey.ADVERTISED,
                        listener + " is the same for all " + server.replicas() + " nodes",
                        "give each node an address of its own, such as $(POD_NAME).example.com:9094");
            }
        }

        private boolean isOwn(String host) {
            String own = server.ownHostAsKnown();
            String only = server.replicas() > 1
                    ? own
                    : own.replace(
                            "$(POD_NAME)",
                            server.set().name() + "-" + server.set().firstOrdinal());
            return (host + ".").startsWith(own + ".") || (host + ".").startsWith(only + ".");
        }

        private String fix(ListenerAddress own) {
            return "write " + own.name() + "://" + server.ownHost() + ".<cluster domain>:" + own.port();
        }

        private void add(Rule rule, ConfigKey key, String what, String fix) {
            server.reportSetting(report, rule, key, what, fix);
        }

        private static @Nullable ListenerAddress named(List<ListenerAddress> listeners, String name) {
            for (ListenerAddress listener : listeners) {
                if (listener.name().equals(name)) {
                    return listener;
                }
            }
            return null;
        }

        private static List<String> upper(List<String> names) {
            List<String> upper = new ArrayList<>();
            for (String name : names) {
                upper.add(name.toUpperCase(Locale.ROOT));
            }
            return upper;
        }
    }
}
