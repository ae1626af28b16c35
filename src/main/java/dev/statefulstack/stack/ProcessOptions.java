package dev.statefulstack.stack;

import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The options of {@link ProcessBase}. */
final class ProcessOptions {
    static final Option<Port> PORT = Option.of("port");
    static final Option<List<String>> COMMAND = Option.of("command");
    static final Option<Argument> ARGUMENT = Option.of("arg");
    static final Option<File> FILE = Option.of("file");
    static final Option<Scratch> SCRATCH = Option.of("scratch");
    static final Option<Boolean> READ_ONLY_ROOT = Option.of("readOnlyRoot");
    static final Option<Long> USER = Option.of("user");
    static final Option<Probe> STARTUP = Option.of("startup");
    static final Option<Probe> READINESS = Option.of("readiness");
    static final Option<Probe> LIVENESS = Option.of("liveness");
    static final Option<Integer> GRACE = Option.of("grace");

    /** A text, followed at once by what is said about members, if anything. */
    record Argument(String text, @Nullable Peers peers) {}

    /** A file in the container, with what its marks stand for. */
    record File(String path, String text, Map<String, Peers> peers) {
        File {
            peers = Collections.unmodifiableMap(new TreeMap<>(peers));
        }

        /** In the ConfigMap, whose keys have no slashes: {@code conf.zoo.cfg} for {@code /conf/zoo.cfg}. */
        String key() {
            return path.substring(1).replace('/', '.');
        }
    }

    /** A writable directory that is forgotten with the pod. */
    record Scratch(String path, String size) {
        /** Of the volume: {@code scratch-var-cache} for {@code /var/cache}. */
        String name() {
            StringBuilder name = new StringBuilder("scratch");
            for (int i = 0; i < path.length(); i++) {
                char c = path.charAt(i);
                if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                    name.append(c);
                } else if (c >= 'A' && c <= 'Z') {
                    name.append((char) (c - 'A' + 'a'));
                } else if (name.charAt(name.length() - 1) != '-') {
                    name.append('-');
                }
            }
            return name.toString();
        }
    }

    private ProcessOptions() {}
}
