package dev.statefulstack.check;

import java.util.ArrayList;
import java.util.List;

/** Collects findings. */
public final class Report {
    private final List<Finding> findings = new ArrayList<>();

    /** Adds a finding, unless the very same one is there: groups of one stack share most of what is checked. */
    public void add(Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** Everything that was found, in the order in which it was found. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
