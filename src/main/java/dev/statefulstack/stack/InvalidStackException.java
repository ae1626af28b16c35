package dev.statefulstack.stack;

import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Severity;
import java.util.ArrayList;
import java.util.List;

/** A stack has findings of severity error, so nothing was written. The message is the finished report. */
public final class InvalidStackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Finding> findings;

    public InvalidStackException(List<Finding> findings) {
        super(message(errors(findings)));
        this.findings = errors(findings);
    }

    /** The errors; warnings are left out. */
    public List<Finding> findings() {
        return findings;
    }

    static List<Finding> errors(List<Finding> findings) {
        List<Finding> errors = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                errors.add(finding);
            }
        }
        return List.copyOf(errors);
    }

    private static String message(List<Finding> errors) {
        StringBuilder report = new StringBuilder();
        report.append(errors.size() == 1 ? "1 error" : errors.size() + " errors")
                .append(", nothing was written");
        for (Finding error : errors) {
            report.append("\n\n").append(error);
        }
        return report.toString();
    }
}
