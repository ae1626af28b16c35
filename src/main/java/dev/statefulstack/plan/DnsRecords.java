package dev.statefulstack.plan;

import java.util.ArrayList;
import java.util.List;

/** The DNS records of a plan, in the order of its accesses, members and ports. */
public final class DnsRecords {
    /** What CoreDNS calls an endpoint without a host name. */
    private static final String DASHED_ADDRESS = "<dashed-address>";

    private final Plan plan;
    private final Dns dns;
    private final List<DnsRecord> records = new ArrayList<>();

    private DnsRecords(Plan plan) {
        this.plan = plan;
        this.dns = new Dns(plan.site());
    }

    public static List<DnsRecord> of(Plan plan) {
        DnsRecords records = new DnsRecords(plan);
        for (Access access : plan.parts().accesses()) {
            switch (access.kind()) {
                case MEMBERS -> records.addMembers(access);
                case BACKENDS -> records.addBackends(access);
                case CLIENTS, OUTSIDE -> records.addClients(access);
            }
        }
        return List.copyOf(records.records);
    }

    private void addMembers(Access access) {
        List<String> names = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        for (Group group : plan.groups()) {
            if (group.identity().headless().equals(access.name())) {
                for (Member member : group.identity().members(dns)) {
                    names.add(member.name());
                    hosts.add(member.host());
                }
            }
        }
        for (int i = 0; i < names.size(); i++) {
            List<String> answer = List.of(names.get(i));
            address(hosts.get(i), DnsRecord.Scope.CLUSTER, answer);
            address(dns.shortMember(names.get(i), access.name()), DnsRecord.Scope.NAMESPACE, answer);
        }
        serviceNames(access, names);
        for (Port port : access.ports()) {
            srv(port, access.name(), hosts);
        }
    }

    /** Pods without an identity have no names of their own; an endpoint is called by its address. */
    private void addBackends(Access access) {
        int pods = plan.members(access.role());
        serviceNames(access, List.of(pods + " pods that are ready"));
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < pods; i++) {
            targets.add(dns.member(DASHED_ADDRESS, access.name()));
        }
        for (Port port : access.ports()) {
            srv(port, access.name(), targets);
        }
    }

    private void addClients(Access access) {
        serviceNames(access, List.of("Service " + access.name()));
        for (Port port : access.ports()) {
            srv(port, access.name(), List.of(dns.service(access.name())));
        }
    }

    private void serviceNames(Access access, List<String> answers) {
        address(dns.service(access.name()), DnsRecord.Scope.CLUSTER, answers);
        address(access.name(), DnsRecord.Scope.NAMESPACE, answers);
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
