package dev.statefulstack.lint;

import dev.statefulstack.check.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** General findings about something of which a product's own rule says more. */
final class Superseded {
    /** An id, and those that say the same of the same document with more knowledge. */
    private static final String[][] PAIRS = {
        {"headless-missing-publish-not-ready", "kafka-voters-not-published"},
        {"ordered-ready-mutual-readiness", "es-ordered-ready"},
        {"peer-cluster-domain-mixed", "kafka-cluster-domains-mixed"},
        {"service-link-collision", "kafka-service-links"},
        {"headless-missing-publish-not-ready", "cassandra-seed-unresolvable"},
        {"peer-via-client-service", "cassandra-seed-service-name"}
    };

    private Superseded() {}

    static List<Finding> without(List<Finding> findings) {
        Set<String> ids = new HashSet<>();
        for (Finding finding : findings) {
            ids.add(finding.id() + " in " + object(finding));
        }
        List<Finding> left = new ArrayList<>();
        for (Finding finding : findings) {
            boolean told = false;
            for (String[] pair : PAIRS) {
                told |= finding.id().equals(pair[0]) && ids.contains(pair[1] + " in " + object(finding));
            }
            if (!told) {
                left.add(finding);
            }
        }
        return left;
    }

    /** Kind and name: the first two words of the path. */
    private static String object(Finding finding) {
        String path = finding.path();
        int space = path.indexOf(' ', path.indexOf(' ') + 1);
        return finding.position().file() + " " + (space < 0 ? path : path.substring(0, space));
    }
}
