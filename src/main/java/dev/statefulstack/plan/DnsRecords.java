package dev.statefulstack.plan;

import java.util.ArrayList;
import java.util.List;

/** The DNS records of a plan, in the order of its groups, members and ports. */
public final class DnsRecords {
    private final Plan plan;
    private final Dns dns;
    private final List<DnsRecord> records = new ArrayList<>();

    private DnsRecords(Plan plan) {
        this.plan = plan;
        this.dns = new Dns(plan.site());
    }

    public static List<DnsRecord> of(Plan plan) {
        DnsRecords records = new DnsRecords(plan);
        for (Group group : plan.groups()) {
            records.addMembers(group);
        }
        records.addClientService();
        return List.copyOf(records.records);
    }

    private void addMembers(Group group) {
        Identity identity = group.identity();
        List<String> members = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        for (int ordinal : identity.ordinals()) {
            String member = identity.member(ordinal);
            members.add(member);
            hosts.add(dns.member(member, identity));
        }
        for (int i = 0; i < members.size(); i++) {
            address(hosts.get(i), DnsRecord.Scope.CLUSTER, List.of(members.get(i)));
            address(dns.shortMember(members.get(i), identity), DnsRecord.Scope.NAMESPACE, List.of(members.get(i)));
        }
        address(dns.service(identity.headless()), DnsRecord.Scope.CLUSTER, members);
        address(identity.headless(), DnsRecord.Scope.NAMESPACE, members);
        for (Port port : group.ports()) {
            srv(port, identity.headless(), hosts);
        }
    }

    private void addClientService() {
        String service = plan.clientService();
        List<Group> groups = plan.clientGroups();
        if (groups.isEmpty()) {
            return;
        }
        address(dns.service(service), DnsRecord.Scope.CLUSTER, List.of("Service " + service));
        address(service, DnsRecord.Scope.NAMESPACE, List.of("Service " + service));
        for (Port port : groups.get(0).clientPorts()) {
            srv(port, service, List.of(dns.service(service)));
        }
    }

    private void address(String name, DnsRecord.Scope scope, List<String> answers) {
        records.add(new DnsRecord(name, DnsRecord.Type.A, scope, answers));
    }

    /**
     * CoreDNS shares a weight of 100 among the answers, rounded down, at least 1; the priority is always 0. Source:
     * coredns plugin/backend_lookup.go.
     */
    private void srv(Port port, String service, List<String> targets) {
        int weight = Math.max(1, 100 / Math.max(1, targets.size()));
        List<String> answers = new ArrayList<>();
        for (String target : targets) {
            answers.add("0 " + weight + " " + port.number() + " " + target);
        }
        records.add(new DnsRecord(dns.srv(port, service), DnsRecord.Type.SRV, DnsRecord.Scope.CLUSTER, answers));
    }
}
