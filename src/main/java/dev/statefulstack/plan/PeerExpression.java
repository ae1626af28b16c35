package dev.statefulstack.plan;

import java.util.List;

/**
 * Text about members, written once with marks and computed for each of them.
 *
 * <p>Marks: <code>{id}</code> the member's number, <code>{name}</code> its name, <code>{host}</code> its full DNS
 * name, <code>{port:NAME}</code> the number of a port of the group. An unknown mark is a mistake of the system's author
 * and fails at once.
 */
public final class PeerExpression {
    private final String item;

    private PeerExpression(String item) {
        this.item = item;
    }

    public static PeerExpression of(String item) {
        return new PeerExpression(item);
    }

    /** The text for every member of the group in order, for lists such as quorum voters. */
    public String forAll(Identity group, List<Port> ports, Dns dns, String separator) {
        StringBuilder list = new StringBuilder();
        for (int ordinal : group.ordinals()) {
            if (list.length() > 0) {
                list.append(separator);
            }
            String name = group.member(ordinal);
            render(list, Integer.toString(ordinal), name, dns.member(name, group), ports);
        }
        return list.toString();
    }

    /** The text that a member says about itself; Kubernetes puts its name in when it starts the container. */
    public String forSelf(Identity group, List<Port> ports, Dns dns) {
        StringBuilder text = new StringBuilder();
        render(text, "{id}", Identity.OWN_NAME, dns.member(Identity.OWN_NAME, group), ports);
        return text.toString();
    }

    private void render(StringBuilder out, String id, String name, String host, List<Port> ports) {
        int from = 0;
        for (int open = item.indexOf('{'); open >= 0; open = item.indexOf('{', from)) {
            int close = item.indexOf('}', open);
            if (close < 0) {
                throw new IllegalStateException("'" + item + "' has a '{' without a '}'");
            }
            out.append(item, from, open).append(value(item.substring(open + 1, close), id, name, host, ports));
            from = close + 1;
        }
        out.append(item, from, item.length());
    }

    private String value(String mark, String id, String name, String host, List<Port> ports) {
        return switch (mark) {
            case "id" -> id;
            case "name" -> name;
            case "host" -> host;
            default -> Integer.toString(port(mark, ports).number());
        };
    }

    private Port port(String mark, List<Port> ports) {
        for (Port port : ports) {
            if (mark.equals("port:" + port.name())) {
                return port;
            }
        }
        throw new IllegalStateException("'" + item + "' has the mark {" + mark + "}, which means nothing here");
    }
}
