package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Quantities;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the heap fits into the memory. */
final class HeapCheck implements Check {
    private static final Rule UNSET = Rule.warning(
            "es-heap-unset",
            "the server then takes half of the memory of what it believes to be its roles, which it may not know",
            "elastic/elasticsearch MachineDependentHeap.java; elastic/cloud-on-k8s issue 1821");
    private static final Rule UNEVEN = Rule.error(
            "es-heap-uneven",
            "the server stops at its start where they differ",
            "elastic/elasticsearch bootstrap/BootstrapChecks.java");
    private static final Rule NO_LIMIT = Rule.warning(
            "es-memory-limit-missing",
            "nothing keeps the member from the memory of others, and nothing says what the heap should fit into",
            "statefulstack");

    private static final Pattern SIZE = Pattern.compile("-Xm([sx])(\\d{1,12})([kKmMgGtT]?)(?=\\s|$)");

    @Override
    public List<Rule> rules() {
        return List.of(UNSET, UNEVEN, NO_LIMIT, ElasticsearchRules.HEAP_OVER_HALF);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        for (Server server : Server.in(documents)) {
            look(server, report);
        }
    }

    private static void look(Server server, Report report) {
        String memory = Nodes.text(server.container(), "resources", "limits", "memory");
        if (memory.isEmpty()) {
            server.report(report, NO_LIMIT, "resources", "there is no limit of memory", "set one");
        }
        String options = server.value("ES_JAVA_OPTS");
        if (options == null && server.has("ES_JAVA_OPTS")) {
            return;
        }
        long least = size('s', options == null ? "" : options);
        long most = size('x', options == null ? "" : options);
        if (most < 0 || least < 0) {
            server.report(
                    report,
                    UNSET,
                    "env ES_JAVA_OPTS",
                    options == null ? "it is not there" : "'" + options + "' has not both of -Xms and -Xmx",
                    "set both to half of the memory");
        } else if (most != least) {
            server.report(
                    report,
                    UNEVEN,
                    "env ES_JAVA_OPTS",
                    "-Xms is " + least + " bytes and -Xmx " + most,
                    "set both to the same size");
        }
        Long limit = Quantities.parseBytes(memory);
        if (most >= 0 && limit != null && Heap.of(most).isOver(limit) && !isKnown(report)) {
            server.report(
                    report,
                    ElasticsearchRules.HEAP_OVER_HALF,
                    "env ES_JAVA_OPTS",
                    "the heap is " + Heap.of(most).mebibytes() + " MiB and the memory " + memory,
                    "use half of the memory, at most 31 GiB");
        }
    }

    /** Whether the finding is there already, at the user's own line. */
    private static boolean isKnown(Report report) {
        for (Finding finding : report.findings()) {
            if (finding.rule().equals(ElasticsearchRules.HEAP_OVER_HALF)) {
                return true;
            }
        }
        return false;
    }

    /** The last size in bytes, which is the one that counts, or -1. */
    private static long size(char which, String options) {
        long size = -1;
        Matcher matcher = SIZE.matcher(options);
        while (matcher.find()) {
            if (matcher.group(1).charAt(0) == which) {
                long unit = switch (matcher.group(3).toLowerCase(Locale.ROOT)) {
                    case "k" -> 1L << 10;
                    case "m" -> 1L << 20;
                    case "g" -> 1L << 30;
                    case "t" -> 1L << 40;
                    default -> 1;
                };
                size = Long.parseLong(matcher.group(2)) * unit;
            }
        }
        return size;
    }
}
