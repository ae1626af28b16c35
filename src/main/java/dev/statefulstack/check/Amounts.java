package dev.statefulstack.check;

import dev.statefulstack.plan.Quantities;
import dev.statefulstack.tree.MapNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Amounts of memory, CPU and storage. */
final class Amounts implements SharedCheck {
    @Override
    public List<Rule> rules() {
        return List.of(AmountRules.ILLEGAL, AmountRules.OVER_LIMIT);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload workload : all.workloads()) {
            for (MapNode container : workload.allContainers()) {
                look(workload.document(), Workload.containerName(container) + " resources", container, report);
            }
            for (MapNode claim : workload.claimTemplates()) {
                String path = "claim " + Nodes.text(claim, "metadata", "name");
                for (String size :
                        Nodes.strings(claim, "spec", "resources", "requests").values()) {
                    amount(workload.document(), path, size, report);
                }
            }
        }
    }

    private static void look(Document document, String path, MapNode container, Report report) {
        Map<String, String> limits = Nodes.strings(container, "resources", "limits");
        for (Map.Entry<String, String> request :
                Nodes.strings(container, "resources", "requests").entrySet()) {
            BigDecimal wanted = amount(document, path, request.getValue(), report);
            String limit = limits.remove(request.getKey());
            if (limit != null) {
                BigDecimal most = amount(document, path, limit, report);
                if (most.signum() > 0 && wanted.compareTo(most) > 0) {
                    document.report(
                            report,
                            AmountRules.OVER_LIMIT,
                            path,
                            request.getKey() + ": the request " + request.getValue() + " is above the limit " + limit,
                            "raise the limit or lower the request");
                }
            }
        }
        for (String limit : limits.values()) {
            amount(document, path, limit, report);
        }
    }

    /** Zero where the text is no amount. */
    private static BigDecimal amount(Document document, String path, String text, Report report) {
        BigDecimal amount = Quantities.parse(text);
        if (amount == null || amount.signum() < 0) {
            document.report(
                    report,
                    AmountRules.ILLEGAL,
                    path,
                    "'" + text + "' is no amount",
                    "write one such as 500m, 2 or 4Gi");
            return BigDecimal.ZERO;
        }
        return amount;
    }
}
