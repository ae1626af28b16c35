package dev.statefulstack.stack;

import dev.statefulstack.plan.ConfigData;
import dev.statefulstack.plan.Container;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Lifecycle;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import dev.statefulstack.plan.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parts of a plan that follow from what {@link ProcessBase} asks. */
public final class ProcessPlanner {
    private static final String CONFIG = "config";

    private final Settings settings;
    private final Options options;
    private final Identity identity;
    private final List<Port> ports;

    public ProcessPlanner(Settings settings) {
        this.settings = settings;
        this.options = settings.options();
        this.identity = Identity.only(settings.name(), settings.replicas(), settings.firstOrdinal());
        this.ports = options.values(ProcessOptions.PORT);
    }

    public Identity identity() {
        return identity;
    }

    public List<Port> ports() {
        return ports;
    }

    /** The tag, where a label can hold it. */
    public @Nullable String version() {
        ImageReference image = Objects.requireNonNull(ImageReference.parse(settings.image()));
        String tag = image.tag();
        return tag != null && Names.isLabelValue(tag) ? tag : null;
    }

    public Container container() {
        List<String> program = options.find(ProcessOptions.COMMAND);
        List<String> arguments = new ArrayList<>();
        for (ProcessOptions.Argument argument : options.values(ProcessOptions.ARGUMENT)) {
            arguments.add(argument.text() + (argument.peers() == null ? "" : text(argument.peers())));
        }
        return new Container(
                settings.name(),
                settings.image(),
                new Container.Command(program == null ? List.of() : program, arguments),
                List.of(Env.ownName()),
                settings.resources(),
                new Container.Security(options.find(ProcessOptions.USER), options.get(ProcessOptions.READ_ONLY_ROOT)));
    }

    public Storage storage(List<Storage.Claim> claims) {
        List<Storage.Scratch> scratch = new ArrayList<>();
        for (ProcessOptions.Scratch wanted : options.values(ProcessOptions.SCRATCH)) {
            scratch.add(new Storage.Scratch(wanted.name(), wanted.path(), wanted.size(), false));
        }
        List<Storage.Files> files = new ArrayList<>();
        for (ProcessOptions.File file : options.values(ProcessOptions.FILE)) {
            files.add(new Storage.Files(CONFIG, file.path(), Storage.Files.Source.CONFIG_MAP, configMap(), file.key()));
        }
        return new Storage(claims, scratch, files);
    }

    /** What the user said about readiness, or this check where nothing was said. */
    public @Nullable Probe readiness(@Nullable Probe otherwise) {
        Probe said = options.find(ProcessOptions.READINESS);
        return said == null ? otherwise : said;
    }

    /** What the user said, with these checks where nothing was said. */
    public Lifecycle.Probes probes(@Nullable Probe startup, @Nullable Probe readiness) {
        Probe said = options.find(ProcessOptions.STARTUP);
        return new Lifecycle.Probes(
                said == null ? startup : said, readiness(readiness), options.find(ProcessOptions.LIVENESS));
    }

    /** The first port for clients accepts connections; null where there is none. */
    public @Nullable Probe accepts() {
        return accepts(ports);
    }

    static @Nullable Probe accepts(List<Port> ports) {
        List<Port> open = Port.withRole(ports, Port.Role.CLIENT);
        return open.isEmpty() ? null : Probe.tcp(open.get(0).name());
    }

    public int grace(int otherwise) {
        Integer seconds = options.find(ProcessOptions.GRACE);
        return seconds == null ? otherwise : seconds;
    }

    /** The plan with the files. */
    public Plan withFiles(Plan plan) {
        Map<String, String> texts = new TreeMap<>();
        for (ProcessOptions.File file : options.values(ProcessOptions.FILE)) {
            texts.put(file.key(), filled(file));
        }
        return texts.isEmpty() ? plan : plan.withRollingConfig(new ConfigData(configMap(), texts));
    }

    /** A mark without a value stays: checks find it, and the user may have allowed it. */
    private String filled(ProcessOptions.File file) {
        String text = file.text();
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf("@{"); open >= 0; open = text.indexOf("@{", open + 2)) {
            int close = text.indexOf('}', open);
            Peers peers = close < 0 ? null : file.peers().get(text.substring(open + 2, close));
            if (peers != null) {
                filled.append(text, from, open).append(text(peers));
                from = close + 1;
            }
        }
        return filled.append(text, from, text.length()).toString();
    }

    static String mark(String name) {
        return "@{" + name + "}";
    }

    private String configMap() {
        return settings.name() + "-" + CONFIG;
    }

    private String text(Peers peers) {
        return peers.text(identity, ports, settings.dns());
    }
}
