package dev.statefulstack.kafka;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import java.util.ArrayList;
import java.util.List;

/** Reads the nodes out of the manifests once, for all that looks at them. */
final class ServerChecks implements Check {
    private static final List<ServerCheck> ALL = List.of(
            new QuorumCheck(),
            new NamesCheck(),
            new ListenerCheck(),
            new DiskCheck(),
            new ReplicationCheck(),
            new LifecycleCheck(),
            new JmxCheck());

    @Override
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (ServerCheck check : ALL) {
            rules.addAll(check.rules());
        }
        return rules;
    }

    @Override
    public void look(List<Document> documents, Report report) {
        List<Server> servers = Server.in(documents);
        for (ServerCheck check : ALL) {
            check.look(servers, documents, report);
        }
    }
}
