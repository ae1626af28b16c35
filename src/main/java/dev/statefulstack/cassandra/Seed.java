package dev.statefulstack.cassandra;

import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Port;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of the list of seeds.
 *
 * @param port empty where it is the usual one
 */
record Seed(String host, String port) {
    /** Splits a port off; an IPv6 address has several colons, and no port here. */
    static Seed parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 || text.indexOf(':', colon + 1) >= 0
                ? new Seed(text, "")
                : new Seed(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The entries of a whole list. */
    static List<Seed> list(String text) {
        List<Seed> seeds = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            if (!entry.isBlank()) {
                seeds.add(parse(entry.strip()));
            }
        }
        return seeds;
    }

    /** Whether it is a name with dots or an address, with a legal port. */
    boolean isHost() {
        boolean legalPort = port.isEmpty() || (Names.isDecimal(port, 5) && Port.isLegal(Integer.parseInt(port)));
        boolean name = host.indexOf('.') > 0 && Names.isSubdomain(host);
        return legalPort && (name || isIpv6());
    }

    /** Whether it is a number and not a name. */
    boolean isAddress() {
        int dot = host.lastIndexOf('.');
        return isIpv6() || Names.isDecimal(host.substring(dot + 1), 3);
    }

    /** Whether it has the form {@code <service>.<namespace>.svc...} in place of {@code <pod>.<service>...}. */
    boolean isService() {
        String[] labels = labels();
        return labels.length > 2 && labels[2].equals("svc");
    }

    boolean isBare() {
        return labels().length == 1 && !isIpv6();
    }

    String[] labels() {
        return host.split("\\.", -1);
    }

    private boolean isIpv6() {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if ((c < 'a' || c > 'f') && (c < 'A' || c > 'F') && (c < '0' || c > '9') && c != ':') {
                return false;
            }
        }
        return host.indexOf(':') >= 0;
    }

    @Override
    public String toString() {
        return port.isEmpty() ? host : host + ":" + port;
    }
}
