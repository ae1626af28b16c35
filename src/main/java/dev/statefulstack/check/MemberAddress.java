package dev.statefulstack.check;

import dev.statefulstack.tree.Node;
import java.util.List;

/**
 * A text that names a pod by what looks like its number: {@code kafka-0.kafka-headless.production.svc}.
 *
 * @param use where it stands
 * @param owner the set, or the Deployment, that it seems to be about
 * @param labels the parts between dots
 * @param domain the cluster's; empty where the name does not say it
 * @param ports what follows behind colons
 * @param address whether it is one beyond doubt: it has a port, or stands in a URL
 */
record MemberAddress(Use use, Workload owner, List<String> labels, String domain, List<String> ports, boolean address) {
    /**
     * A text in a workload, or in what its pods read.
     *
     * @param place in the words of {@link Places}, as far as the name of the variable
     * @param variable the name of the variable; empty for other texts
     */
    record Use(Workload workload, Document document, Node value, String place, String variable) {
        void report(Report report, Rule rule, String what, String fix) {
            document.report(report, rule, value, path(), what, fix);
        }

        String path() {
            return place + variable;
        }
    }

    int ordinal() {
        return Integer.parseInt(labels.get(0).substring(labels.get(0).lastIndexOf('-') + 1));
    }

    /** Whether members of the set name each other, and not somebody else them. */
    boolean isBetweenMembers() {
        return use.workload().document() == owner.document();
    }

    @Override
    public String toString() {
        return String.join(".", labels);
    }
}
