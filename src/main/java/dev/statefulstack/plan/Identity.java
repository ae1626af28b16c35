package dev.statefulstack.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * What tells the members of one group apart from each other and from everybody else.
 *
 * @param group name of the group; members are called {@code <group>-<ordinal>}
 * @param role tells the group from the stack's other groups; {@link Role#ALL} when it is the only one
 * @param headless the headless Service that gives members their DNS names; groups may share one
 */
public record Identity(String group, Role role, String headless, int replicas, int firstOrdinal) {
    /** No stateful system that this project knows runs with more members in one group: more is a typing error. */
    public static final int MOST_REPLICAS = 1000;

    /** What stands for the member's own name in environment variables and arguments. */
    private static final String OWN_NAME = "$(" + Env.OWN_NAME + ")";

    /** The only group of a stack. */
    public static Identity only(String stack, int replicas, int firstOrdinal) {
        return new Identity(stack, Role.ALL, headless(stack), replicas, firstOrdinal);
    }

    /** How headless Services are called. */
    public static String headless(String name) {
        return name + "-headless";
    }

    public List<Member> members(Dns dns) {
        List<Member> members = new ArrayList<>(replicas);
        for (int ordinal = firstOrdinal; ordinal < firstOrdinal + replicas; ordinal++) {
            String name = group + "-" + ordinal;
            members.add(new Member(Integer.toString(ordinal), name, dns.member(name, headless)));
        }
        return members;
    }

    /** The member that a text is about when it reads it: Kubernetes puts the name in. Its number is not known. */
    public Member self(Dns dns) {
        return new Member("", OWN_NAME, dns.member(OWN_NAME, headless));
    }
}
