package dev.statefulstack.check;

import java.util.List;

/** Looks at manifests for one kind of mistake. Systems have checks of their own. */
public interface Check {
    /** The rules that its findings name. */
    List<Rule> rules();

    /** Looks at all documents of one run together. */
    void look(List<Document> documents, Report report);
}
