package dev.statefulstack.kafka;

import dev.statefulstack.plan.Container;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Member;
import dev.statefulstack.plan.PeerExpression;
import dev.statefulstack.plan.Resources;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.plan.Task;
import dev.statefulstack.plan.Template;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * Writes the users of the client listener into the cluster, over the listener of the brokers: users are metadata, so
 * they cannot be there before the cluster is. Kafka keeps salted hashes only.
 */
final class ScramUsers {
    static final String PURPOSE = "scram-users";

    /** Enough to find the others through, and as many stay the same when brokers are added. */
    private static final int BOOTSTRAP = 3;

    private final Settings settings;
    private final KafkaImage image;
    private final Nodes brokers;

    ScramUsers(Settings settings, KafkaImage image, Nodes brokers) {
        this.settings = settings;
        this.image = image;
        this.brokers = brokers;
    }

    Task task(KafkaOptions.Scram scram) {
        Listener internal = internal();
        String script = Template.load("kafka/scram-users.sh")
                .fill("tool", image.contract().configs());
        List<Env> env = new ArrayList<>();
        env.add(Env.of("BOOTSTRAP_SERVERS", bootstrap()));
        env.add(Env.of("CLIENT_CONFIG", clientConfig(internal)));
        // The tool would make a directory beside the program.
        env.add(Env.of("LOG_DIR", "/tmp"));
        List<String> arguments = new ArrayList<>();
        // Sorted, so that the order of arguments does not change the Job.
        for (String user : new TreeSet<>(scram.users())) {
            String variable = "PASSWORD_" + arguments.size() / 2;
            env.add(new Env(variable, new Env.SecretKey(scram.secret(), user)));
            arguments.add(user);
            arguments.add(variable);
        }
        Container container = new Container(
                PURPOSE,
                settings.image(),
                new Container.Command(List.of("bash", "-ec", script, PURPOSE), arguments),
                env,
                new Resources("100m", null, "512Mi"),
                new Container.Security(image.contract().user(), true));
        Storage storage =
                new Storage(List.of(), List.of(new Storage.Scratch("tmp", "/tmp", "64Mi", false)), internal.files());
        return new Task(PURPOSE, container, storage, List.of(internal.port()));
    }

    private Listener internal() {
        for (Listener listener : brokers.listeners()) {
            if (listener.name().equals(Listener.INTERNAL)) {
                return listener;
            }
        }
        throw new IllegalStateException("brokers have no listener " + Listener.INTERNAL);
    }

    /** Members, not a Service: the certificate carries their names, and the port stands in no other. */
    private String bootstrap() {
        List<Member> members = brokers.identity().members(settings.dns());
        return PeerExpression.of("{host}:{port:internal}")
                .forAll(members.subList(0, Math.min(BOOTSTRAP, members.size())), brokers.ports(), ",");
    }

    private static String clientConfig(Listener internal) {
        StringJoiner lines = new StringJoiner("\n");
        for (Map.Entry<String, String> line : internal.peerConfig().entrySet()) {
            lines.add(line.getKey() + "=" + line.getValue());
        }
        return lines.toString();
    }
}
