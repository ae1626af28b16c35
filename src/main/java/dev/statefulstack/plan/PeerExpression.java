package dev.statefulstack.plan;

import java.util.List;

/**
 * Text about members, written once with marks and computed for each of them.
 *
 * <p>Marks: <code>{id}</code> the member's number, <code>{name}</code> its name, <code>{host}</code> its full DNS
 * name, <code>{port:NAME}</code> the number of a port of the group. A mark that means nothing fails at once.
 */
public final class PeerExpression {
    private final String item;

    private PeerExpression(String item) {
        this.item = item;
    }

    public static PeerExpression of(String item) {
        return new PeerExpression(item);
    }

    /** The text for each member in order, for lists such as quorum voters. */
    public String forAll(List<Member> members, List<Port> ports, String separator) {
        StringBuilder list = new StringBuilder();
        for (Member member : members) {
            if (list.length() > 0) {
                list.append(separator);
            }
            render(list, member, ports);
        }
        return list.toString();
    }

    /** The text for one member. */
    public String forOne(Member member, List<Port> ports) {
        StringBuilder text = new StringBuilder();
        render(text, member, ports);
        return text.toString();
    }

    private void render(StringBuilder out, Member member, List<Port> ports) {
        int from = 0;
        for (int open = item.indexOf('{'); open >= 0; open = item.indexOf('{', from)) {
            int close = item.indexOf('}', open);
            if (close < 0) {
                throw new IllegalStateException("'" + item + "' has a '{' without a '}'");
            }
            out.append(item, from, open).append(value(item.substring(open + 1, close), member, ports));
            from = close + 1;
        }
        out.append(item, from, item.length());
    }

    private String value(String mark, Member member, List<Port> ports) {
        return switch (mark) {
            case "id" -> member.id();
            case "name" -> member.name();
            case "host" -> member.host();
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
