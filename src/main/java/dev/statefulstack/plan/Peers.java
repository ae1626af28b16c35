package dev.statefulstack.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that tells a member about the others, or about itself: a seed list, a membership list, an address to
 * advertise. It is written with marks, and the stack computes it.
 *
 * <pre>{@code
 * Peers.all("{name}=http://{host}:{port:peer}")   // etcd-0=http://etcd-0.etcd-headless...:2380,etcd-1=...
 * Peers.all("server.{id}={host}:{port:server}").idBase(1).separatedBy(" ")
 * Peers.first(2, "{host}")                        // seeds
 * Peers.self("http://{host}:{port:client}")       // http://$(POD_NAME).etcd-headless...:2379
 * }</pre>
 *
 * <p>Marks: <code>{host}</code> the full DNS name, <code>{name}</code> the pod's name, <code>{id}</code> its number,
 * <code>{port:NAME}</code> the number of the port called NAME. <code>{{</code> and <code>}}</code> are braces.
 *
 * <p>All members read the same text, so a list cannot leave out the member that reads it.
 */
public final class Peers implements Env.Source {
    private enum Members {
        ALL,
        FIRST,
        ONE,
        SELF,
        SERVICE
    }

    /**
     * What stands around the members.
     *
     * @param separator between two of them
     * @param idBase the number of the member with the ordinal 0
     */
    private record Frame(
            @Nullable String prefix,
            @Nullable String separator,
            @Nullable String suffix,
            int idBase) {}

    /** Why a text cannot be computed, and what to do about it. */
    public record Problem(String what, String fix) {}

    private final Members members;
    private final int number;
    private final @Nullable String item;
    private final Frame frame;

    private Peers(Members members, int number, @Nullable String item, Frame frame) {
        this.members = members;
        this.number = number;
        this.item = item;
        this.frame = frame;
    }

    private static Peers of(Members members, int number, String item) {
        return new Peers(members, number, item, new Frame("", ",", "", 0));
    }

    /**
     * All members: a membership list, which has to be complete. It changes with the number of members, and where it
     * stands in the pod template that change rolls all of them.
     */
    public static Peers all(String item) {
        return of(Members.ALL, 0, item);
    }

    /**
     * The first {@code count} members, or all where there are fewer: a seed list, of which any part is enough. It stays
     * the same when members are added.
     */
    public static Peers first(int count, String item) {
        return of(Members.FIRST, count, item);
    }

    /** The member with this ordinal, such as the one that others copy from. */
    public static Peers member(int ordinal, String item) {
        return of(Members.ONE, ordinal, item);
    }

    /**
     * The member that reads the text: Kubernetes puts its name in for <code>$(POD_NAME)</code>. In environment
     * variables and arguments only, since nothing is put into files; and without <code>{id}</code>.
     */
    public static Peers self(String item) {
        return of(Members.SELF, 0, item);
    }

    /**
     * The headless Service, whose name answers with the addresses of all members: <code>{host}</code> and
     * <code>{name}</code> are the Service's.
     */
    public static Peers service(String item) {
        return of(Members.SERVICE, 0, item);
    }

    /** Sets what stands between two members. Default: a comma. */
    public Peers separatedBy(String separator) {
        return framed(new Frame(frame.prefix, separator, frame.suffix, frame.idBase));
    }

    /** Sets what stands before the first member. Default: nothing. */
    public Peers prefix(String prefix) {
        return framed(new Frame(prefix, frame.separator, frame.suffix, frame.idBase));
    }

    /** Sets what stands behind the last member. Default: nothing. */
    public Peers suffix(String suffix) {
        return framed(new Frame(frame.prefix, frame.separator, suffix, frame.idBase));
    }

    /**
     * Sets what <code>{id}</code> is for the ordinal 0. Default: 0, so that a member's number is its ordinal; 1 for
     * systems that count from 1.
     */
    public Peers idBase(int base) {
        return framed(new Frame(frame.prefix, frame.separator, frame.suffix, base));
    }

    private Peers framed(Frame changed) {
        return new Peers(members, number, item, changed);
    }

    /** Whether the text depends on who reads it. */
    public boolean isAboutReader() {
        return members == Members.SELF;
    }

    /** Why the text cannot be computed for members of this kind, or null where it can. Computes no member. */
    public @Nullable Problem problem(Group.Kind kind, Identity identity, List<Port> ports) {
        if (item == null || frame.prefix == null || frame.separator == null || frame.suffix == null) {
            return new Problem("a part of it is null", "pass a text, which may be empty but for the members' own");
        }
        if (item.isEmpty()) {
            return new Problem("it says nothing about a member", "write what is computed for each, such as {host}");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(item + frame.prefix + frame.separator + frame.suffix)) {
            return new Problem("it holds half of a surrogate pair", "remove the broken character");
        }
        if (kind == Group.Kind.STATELESS && members != Members.SERVICE) {
            return new Problem(
                    "pods of a Deployment have no names of their own",
                    "use Peers.service(...) for the addresses of all of them, or StatefulStack.of(name)");
        }
        boolean numbered = members != Members.SELF && members != Members.SERVICE;
        String problem = PeerExpression.of(item).problem(ports, numbered);
        if (problem != null) {
            return new Problem(
                    problem,
                    numbered
                            ? "use {host}, {name}, {id} and {port:NAME}, and {{ for a brace"
                            : "use {host}, {name} and {port:NAME}, and {{ for a brace; a member's own number comes from"
                                    + " .env(\"ID\", Env.Self.ORDINAL)");
        }
        return frame.idBase < 0
                ? new Problem("numbers would begin at " + frame.idBase, "use .idBase(0) or .idBase(1)")
                : numberProblem(identity);
    }

    private @Nullable Problem numberProblem(Identity identity) {
        int last = identity.firstOrdinal() + identity.replicas() - 1;
        if (members == Members.FIRST && number < 1) {
            return new Problem("the first " + number + " members are none", "use Peers.first(1, ...) or more");
        }
        if (members == Members.ONE && (number < identity.firstOrdinal() || number > last)) {
            return new Problem(
                    "there is no member " + number + "; there are " + identity.firstOrdinal() + " to " + last,
                    "use Peers.member(" + identity.firstOrdinal() + ", ...)");
        }
        return null;
    }

    /** The text for the members of this identity. */
    public String text(Identity identity, List<Port> ports, Dns dns) {
        return frame.prefix
                + PeerExpression.of(Objects.requireNonNull(item))
                        .forAll(members(identity, dns), ports, Objects.requireNonNull(frame.separator))
                + frame.suffix;
    }

    private List<Member> members(Identity identity, Dns dns) {
        return switch (members) {
            case ALL -> numbered(identity.members(dns));
            case FIRST -> numbered(identity.members(dns).subList(0, Math.min(number, identity.replicas())));
            case ONE -> numbered(List.of(identity.members(dns).get(number - identity.firstOrdinal())));
            case SELF -> List.of(identity.self(dns));
            case SERVICE -> List.of(new Member("", identity.headless(), dns.service(identity.headless())));
        };
    }

    private List<Member> numbered(List<Member> byOrdinal) {
        List<Member> numbered = new ArrayList<>(byOrdinal.size());
        for (Member member : byOrdinal) {
            String id = Long.toString(Long.parseLong(member.id()) + frame.idBase);
            numbered.add(new Member(id, member.name(), member.host()));
        }
        return numbered;
    }

    /** As the user typed its beginning: {@code Peers.first(2, "{host}")}. */
    @Override
    public String toString() {
        String quoted = item == null ? "null" : '"' + item + '"';
        return switch (members) {
            case ALL -> "Peers.all(" + quoted + ")";
            case FIRST -> "Peers.first(" + number + ", " + quoted + ")";
            case ONE -> "Peers.member(" + number + ", " + quoted + ")";
            case SELF -> "Peers.self(" + quoted + ")";
            case SERVICE -> "Peers.service(" + quoted + ")";
        };
    }
}
