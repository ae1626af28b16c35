package dev.statefulstack.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects findings. */
public final class Report {
    /** Up to here a scan is faster than a set, and loads nothing at a start. */
    private static final int FEW = 16;

    private final List<Finding> findings = new ArrayList<>();
    private final Set<Finding> known = new HashSet<>();

    /** Adds a finding, unless the very same one is there: groups of one stack share most of what is checked. */
    public void add(Finding finding) {
        if (findings.size() < FEW ? findings.contains(finding) : !isNew(finding)) {
            return;
        }
        findings.add(finding);
    }

    private boolean isNew(Finding finding) {
        if (known.isEmpty()) {
            known.addAll(findings);
        }
        return known.add(finding);
    }

    /** Everything that was found, in the order in which it was found. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
