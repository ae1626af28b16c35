package dev.statefulstack.kafka;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import java.util.List;

/** Looks at the nodes of clusters, as they stand in the manifests, for one kind of mistake. */
interface ServerCheck {
    /** The rules that its findings name. */
    List<Rule> rules();

    /** Looks at all nodes of one run together, with the documents that they stand in. */
    void look(List<Server> servers, List<Document> documents, Report report);
}
