package dev.statefulstack.resources;

import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Services of a plan: one headless Service for each group's names, one for clients. */
final class Services {
    private final ResourceFactory factory;
    private final Plan plan;

    Services(ResourceFactory factory, Plan plan) {
        this.factory = factory;
        this.plan = plan;
    }

    Service headless(Group group) {
        Identity identity = group.identity();
        Service service = service(identity.headless(), identity.component(), group.ports());
        service.getSpec().setClusterIP("None");
        // Members look each other up before any of them is ready; DNS would have no names for them otherwise.
        service.getSpec().setPublishNotReadyAddresses(true);
        return service;
    }

    Service client(List<Group> groups) {
        String component = groups.size() == plan.groups().size()
                ? null
                : groups.get(0).identity().component();
        Service service = service(plan.clientService(), component, groups.get(0).clientPorts());
        service.getSpec().setType("ClusterIP");
        return service;
    }

    private Service service(String name, @Nullable String component, List<Port> ports) {
        ServiceSpec spec = new ServiceSpec();
        spec.setSelector(new LinkedHashMap<>(plan.labels().selector(component)));
        List<ServicePort> servicePorts = new ArrayList<>();
        for (Port port : ports) {
            servicePorts.add(servicePort(port));
        }
        spec.setPorts(servicePorts);
        Service service = new Service();
        service.setMetadata(factory.metadata(name, component));
        service.setSpec(spec);
        return service;
    }

    /** The target is the same number: without a proxy (headless) clients use what they looked up. */
    private static ServicePort servicePort(Port port) {
        ServicePort servicePort = new ServicePort();
        servicePort.setName(port.name());
        servicePort.setPort(port.number());
        servicePort.setTargetPort(new IntOrString(port.number()));
        servicePort.setProtocol("TCP");
        servicePort.setAppProtocol(port.appProtocol());
        return servicePort;
    }
}
