package dev.statefulstack.kafka;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.tree.MapNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where nodes write, in the finished manifests. */
final class DiskCheck implements ServerCheck {
    private static final Rule IS_MOUNT = Rule.error(
            "kafka-log-dirs-is-mount",
            "a new ext4 volume holds lost+found, which Kafka takes for a damaged topic, and stops",
            "strimzi/strimzi-kafka-operator issue 1307");
    private static final Rule NOT_ON_VOLUME = Rule.error(
            "kafka-data-not-on-volume",
            "the data is gone when the pod is, and a voter that forgets its vote can undo what was agreed",
            "apache/kafka docker/jvm/Dockerfile; Apache Kafka documentation: log.dirs");
    private static final Rule NO_FSGROUP = Rule.warning(
            "kafka-no-fsgroup",
            "a new volume belongs to root, and the image's user cannot write to it",
            "confluentinc/kafka-images issue 131");
    private static final Rule READ_ONLY = Rule.error(
            "kafka-scratch-read-only",
            "the image renders its settings and logs there when it starts, and stops",
            "confluentinc/kafka-images issues 127 and 197; apache/kafka docker/resources/common-scripts");

    @Override
    public List<Rule> rules() {
        return List.of(IS_MOUNT, NOT_ON_VOLUME, NO_FSGROUP, READ_ONLY);
    }

    @Override
    public void look(List<Server> servers, List<Document> documents, Report report) {
        for (Server server : servers) {
            if (!server.isUnseenSetting(ConfigKey.LOG_DIRS)) {
                logDirs(server, report);
            }
            scratch(server, report);
            if (server.podText("securityContext", "fsGroup").isEmpty()) {
                server.reportSet(
                        report,
                        NO_FSGROUP,
                        "spec.template.spec.securityContext",
                        "there is no fsGroup",
                        "set fsGroup: " + ImageContract.APACHE.user());
            }
        }
    }

    private static void logDirs(Server server, Report report) {
        List<String> directories = server.items(ConfigKey.LOG_DIRS);
        if (directories.isEmpty()) {
            add(server, report, NOT_ON_VOLUME, "log.dirs is not set, and then Kafka writes to /tmp/kafka-logs");
        }
        for (String directory : directories) {
            MapNode mount = mountOf(server, directory);
            if (mount == null || !isPersistent(server, Nodes.text(mount, "name"))) {
                add(
                        server,
                        report,
                        NOT_ON_VOLUME,
                        directory
                                + (mount == null
                                        ? " is below no mount"
                                        : " is on the volume '" + Nodes.text(mount, "name")
                                                + "', which no claim keeps"));
            } else if (withSlash(directory).equals(withSlash(Nodes.text(mount, "mountPath")))) {
                add(
                        server,
                        report,
                        IS_MOUNT,
                        directory + " is the mount of '" + Nodes.text(mount, "name") + "' itself");
            }
        }
    }

    private static void add(Server server, Report report, Rule rule, String what) {
        server.reportSetting(
                report,
                rule,
                ConfigKey.LOG_DIRS,
                what,
                "set " + ConfigKey.LOG_DIRS.variable() + " to a directory below the mount of a claim, such as "
                        + ImageContract.LOG_DIRS);
    }

    private static void scratch(Server server, Report report) {
        ImageContract contract = server.contract();
        if (contract == null
                || !server.text("securityContext", "readOnlyRootFilesystem").equals("true")) {
            return;
        }
        for (Storage.Scratch scratch : contract.scratch()) {
            if (mountOf(server, scratch.mountPath()) == null) {
                server.report(
                        report,
                        READ_ONLY,
                        "volumeMounts",
                        "nothing is mounted at " + scratch.mountPath() + ", and the root file system is read-only",
                        "mount an emptyDir there");
            }
        }
    }

    /** The innermost mount that holds the path; null where there is none. */
    private static @Nullable MapNode mountOf(Server server, String path) {
        MapNode innermost = null;
        int longest = 0;
        for (MapNode mount : Nodes.maps(server.container(), "volumeMounts")) {
            String mounted = withSlash(Nodes.text(mount, "mountPath"));
            if (withSlash(path).startsWith(mounted) && mounted.length() > longest) {
                innermost = mount;
                longest = mounted.length();
            }
        }
        return innermost;
    }

    private static boolean isPersistent(Server server, String name) {
        for (MapNode claim : server.set().claimTemplates()) {
            if (Nodes.text(claim, "metadata", "name").equals(name)) {
                return true;
            }
        }
        for (MapNode volume : server.set().volumes()) {
            if (Nodes.text(volume, "name").equals(name)) {
                // Whoever mounts anything else that is no scratch knows what keeps it.
                return volume.get("emptyDir") == null;
            }
        }
        return false;
    }

    private static String withSlash(String path) {
        return path.endsWith("/") ? path : path + "/";
    }
}
