package dev.statefulstack.boot;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that pods made, from the kernel's tables of their networks.
 *
 * @see <a href="https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html">proc_net_tcp</a>
 */
final class Connections {
    private static final String ESTABLISHED = "01";

    /** The end that closed first keeps it for a minute, so short ones are seen as well. */
    private static final String TIME_WAIT = "06";

    private static final String LISTEN = "0A";

    private record End(String address, int port) {}

    private record Pair(End one, End other) {}

    /** All that ever listened: a server that stops closes its port before its connections. */
    private final Set<End> listening = ConcurrentHashMap.newKeySet();

    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final Set<Connection> known = ConcurrentHashMap.newKeySet();

    /** Adds one whose direction is known. */
    void add(Connection connection) {
        known.add(connection);
    }

    /** @param tables the lines of {@code /proc/PID/net/tcp} and {@code tcp6} of the pod's network */
    void add(String pod, List<String> tables) {
        for (String line : tables) {
            String[] cells = line.trim().split("\\s+", 5);
            End local = end(cells[1]);
            if (cells[3].equals(LISTEN)) {
                // Mostly at every address.
                listening.add(new End(pod, local.port()));
            } else if (cells[3].equals(ESTABLISHED) || cells[3].equals(TIME_WAIT)) {
                pairs.add(new Pair(local, end(cells[2])));
            }
        }
    }

    /** Those whose listening end was seen. */
    Set<Connection> made() {
        Set<Connection> made = new HashSet<>(known);
        for (Pair pair : pairs) {
            if (listening.contains(pair.other())) {
                made.add(new Connection(
                        pair.one().address(),
                        pair.other().address(),
                        pair.other().port()));
            } else if (listening.contains(pair.one())) {
                made.add(new Connection(
                        pair.other().address(), pair.one().address(), pair.one().port()));
            }
        }
        return made;
    }

    /** The last four bytes, in the machine's order, which is little-endian: also of an address mapped into IPv6. */
    private static End end(String text) {
        int colon = text.indexOf(':');
        StringBuilder address = new StringBuilder();
        for (int at = colon - 2; at >= colon - 8; at -= 2) {
            address.append(address.isEmpty() ? "" : ".").append(HexFormat.fromHexDigits(text.substring(at, at + 2)));
        }
        return new End(address.toString(), HexFormat.fromHexDigits(text.substring(colon + 1)));
    }
}
