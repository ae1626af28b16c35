package dev.statefulstack.boot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** A connection by TCP that was made, by the addresses of both ends and the port that it was made to. */
record Connection(String from, String to, int port) {
    private static final String ESTABLISHED = "01";

    /** The end that closed first keeps it for a minute, so short ones are seen as well. */
    private static final String TIME_WAIT = "06";

    private static final String LISTEN = "0A";

    /**
     * The connections of a network namespace.
     *
     * @param tables the lines of {@code /proc/PID/net/tcp} and {@code tcp6}
     * @see <a href="https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html">proc_net_tcp</a>
     */
    static List<Connection> in(List<String> tables) {
        Set<Integer> listening = new HashSet<>();
        List<Connection> connections = new ArrayList<>();
        for (String line : tables) {
            String[] cells = line.trim().split("\\s+", -1);
            if (cells[3].equals(LISTEN)) {
                listening.add(port(cells[1]));
            }
        }
        for (String line : tables) {
            String[] cells = line.trim().split("\\s+", -1);
            if (cells[3].equals(ESTABLISHED) || cells[3].equals(TIME_WAIT)) {
                boolean incoming = listening.contains(port(cells[1]));
                String local = incoming ? cells[1] : cells[2];
                connections.add(new Connection(address(incoming ? cells[2] : cells[1]), address(local), port(local)));
            }
        }
        return connections;
    }

    private static int port(String addressAndPort) {
        return HexFormat.fromHexDigits(addressAndPort.substring(addressAndPort.indexOf(':') + 1));
    }

    /** The last four bytes, in the machine's order, which is little-endian: also of an address mapped into IPv6. */
    private static String address(String addressAndPort) {
        int end = addressAndPort.indexOf(':');
        StringBuilder address = new StringBuilder();
        for (int at = end - 2; at >= end - 8; at -= 2) {
            address.append(address.isEmpty() ? "" : ".")
                    .append(HexFormat.fromHexDigits(addressAndPort.substring(at, at + 2)));
        }
        return address.toString();
    }
}
