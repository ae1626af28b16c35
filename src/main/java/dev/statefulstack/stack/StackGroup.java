package dev.statefulstack.stack;

import dev.statefulstack.check.Finding;
import java.util.ArrayList;
import java.util.List;

/** Stacks that are collected one by one, each with the place that it comes from, and checked together at the end. */
public final class StackGroup {
    /**
     * A stack without errors.
     *
     * @param line where it was handed over, for findings that know no line of their own
     */
    public record Member(AnyStack stack, Manifests manifests, String line) {
        Finding locate(Finding finding) {
            return StackGroup.locate(finding, line);
        }
    }

    private final List<Member> members = new ArrayList<>();
    private final List<Finding> errors = new ArrayList<>();

    /** Adds a stack, which is checked by itself at once. */
    public synchronized void add(AnyStack stack, String line) {
        try {
            members.add(new Member(stack, stack.manifests(), line));
        } catch (InvalidStackException e) {
            for (Finding error : e.findings()) {
                errors.add(locate(error, line));
            }
        }
    }

    /** Adds a stack that was checked by itself already. */
    public synchronized void add(Member member) {
        members.add(member);
    }

    /** Adds what was collected elsewhere. */
    public synchronized void addAll(StackGroup other) {
        members.addAll(other.members());
        errors.addAll(other.ownErrors());
    }

    /** Whether nothing was added. */
    public synchronized boolean isEmpty() {
        return members.isEmpty() && errors.isEmpty();
    }

    /** Those without errors, in the order in which they were added. */
    public synchronized List<Member> members() {
        return List.copyOf(members);
    }

    /** Findings about single stacks that are no errors. */
    public synchronized List<Finding> remarks() {
        List<Finding> remarks = new ArrayList<>();
        for (Member member : members) {
            for (Finding finding : member.manifests().findings()) {
                remarks.add(member.locate(finding));
            }
        }
        return remarks;
    }

    /** The errors of all stacks and of their combination, each with a line. */
    public synchronized List<Finding> errors() {
        List<Finding> all = new ArrayList<>(errors);
        all.addAll(locate(conflicts(members)));
        return all;
    }

    /**
     * All stacks as one.
     *
     * @throws InvalidStackException with {@link #errors()}
     */
    public synchronized Manifests manifests() {
        if (errors.isEmpty()) {
            try {
                return join(members);
            } catch (InvalidStackException e) {
                throw new InvalidStackException(locate(e.findings()));
            }
        }
        throw new InvalidStackException(errors());
    }

    /** The errors of single stacks. */
    public synchronized List<Finding> ownErrors() {
        return List.copyOf(errors);
    }

    /** At the place where the stack was handed over, unless the finding knows one of compiled code. */
    private static Finding locate(Finding finding, String line) {
        return finding.line().isEmpty() ? finding.at(line) : finding;
    }

    /** What is wrong with stacks seen together belongs to the stack with which it began. */
    private List<Finding> locate(List<Finding> conflicts) {
        List<Finding> located = new ArrayList<>();
        locate(conflicts, 0, members.size(), located);
        return located;
    }

    /** For conflicts that the first {@code without} stacks have not, and the first {@code with} have. */
    private void locate(List<Finding> conflicts, int without, int with, List<Finding> located) {
        if (conflicts.isEmpty()) {
            return;
        }
        if (with - without <= 1) {
            for (Finding conflict : conflicts) {
                located.add(members.get(with - 1).locate(conflict));
            }
            return;
        }
        int half = (without + with) / 2;
        List<Finding> early = new ArrayList<>(conflicts(members.subList(0, half)));
        early.retainAll(conflicts);
        List<Finding> late = new ArrayList<>(conflicts);
        late.removeAll(early);
        locate(early, without, half, located);
        locate(late, half, with, located);
    }

    private static List<Finding> conflicts(List<Member> members) {
        try {
            join(members);
            return List.of();
        } catch (InvalidStackException e) {
            return e.findings();
        }
    }

    private static Manifests join(List<Member> members) {
        List<Manifests> manifests = new ArrayList<>(members.size());
        for (Member member : members) {
            manifests.add(member.manifests());
        }
        return Manifests.join(manifests);
    }
}
