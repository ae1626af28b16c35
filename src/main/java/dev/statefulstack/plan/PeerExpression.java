package dev.statefulstack.plan;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Text about members, written once with marks and computed for each of them.
 *
 * <p>Marks: <code>{id}</code> the member's number, <code>{name}</code> its name, <code>{host}</code> its full DNS
 * name, <code>{port:NAME}</code> the number of a port of the group. <code>{{</code> and <code>}}</code> are braces. A
 * mark that means nothing fails at once; {@link #problem} looks before.
 */
public final class PeerExpression {
    private static final String PORT = "port:";

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

    /**
     * Why the text cannot be computed, or null where it can.
     *
     * @param numbered whether the numbers of the members are known
     */
    public @Nullable String problem(List<Port> ports, boolean numbered) {
        for (int at = item.indexOf('{'); at >= 0; at = item.indexOf('{', at)) {
            if (item.startsWith("{{", at)) {
                at += 2;
                continue;
            }
            int close = item.indexOf('}', at);
            if (close < 0) {
                return "there is a '{' without a '}'";
            }
            String mark = item.substring(at + 1, close);
            String problem = problem(mark, ports, numbered);
            if (problem != null) {
                return "{" + mark + "}: " + problem;
            }
            at = close + 1;
        }
        return null;
    }

    private static @Nullable String problem(String mark, List<Port> ports, boolean numbered) {
        if (mark.equals("id")) {
            return numbered ? null : "the number is not known when the manifest is written";
        }
        if (mark.startsWith(PORT)) {
            return find(mark, ports) == null
                    ? "there is no port '" + mark.substring(PORT.length()) + "'; there are " + names(ports)
                    : null;
        }
        return mark.equals("name") || mark.equals("host") ? null : "it is no mark";
    }

    private static String names(List<Port> ports) {
        StringJoiner names = new StringJoiner(", ", "[", "]");
        for (Port port : ports) {
            names.add(port.name());
        }
        return names.toString();
    }

    private void render(StringBuilder out, Member member, List<Port> ports) {
        int at = 0;
        while (at < item.length()) {
            char c = item.charAt(at);
            if (item.startsWith("{{", at) || item.startsWith("}}", at)) {
                out.append(c);
                at += 2;
            } else if (c == '{') {
                int close = item.indexOf('}', at);
                if (close < 0) {
                    throw new IllegalStateException("'" + item + "' has a '{' without a '}'");
                }
                out.append(value(item.substring(at + 1, close), member, ports));
                at = close + 1;
            } else {
                out.append(c);
                at++;
            }
        }
    }

    private String value(String mark, Member member, List<Port> ports) {
        return switch (mark) {
            case "id" -> member.id();
            case "name" -> member.name();
            case "host" -> member.host();
            default -> {
                Port port = find(mark, ports);
                if (port == null) {
                    throw new IllegalStateException(
                            "'" + item + "' has the mark {" + mark + "}, which means nothing here");
                }
                yield Integer.toString(port.number());
            }
        };
    }

    private static @Nullable Port find(String mark, List<Port> ports) {
        for (Port port : ports) {
            if (mark.equals(PORT + port.name())) {
                return port;
            }
        }
        return null;
    }
}
