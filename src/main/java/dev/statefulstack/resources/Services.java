package dev.statefulstack.resources;

import dev.statefulstack.plan.Access;
import dev.statefulstack.plan.Labels;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The Service of each access. */
final class Services {
    private final ResourceFactory factory;
    private final Plan plan;

    Services(ResourceFactory factory, Plan plan) {
        this.factory = factory;
        this.plan = plan;
    }

    Service build(Access access) {
        ServiceSpec spec = new ServiceSpec();
        switch (access.kind()) {
            case MEMBERS -> {
                spec.setClusterIP("None");
                // Members look each other up before any of them is ready; DNS would have no names for them otherwise.
                spec.setPublishNotReadyAddresses(true);
            }
            case BACKENDS -> spec.setClusterIP("None");
            case CLIENTS -> spec.setType("ClusterIP");
            case OUTSIDE -> {
                // The type follows from the way in.
            }
        }
        spec.setSelector(new LinkedHashMap<>(plan.labels().selector(access.role())));
        List<ServicePort> ports = new ArrayList<>();
        for (Port port : access.ports()) {
            ports.add(port(port));
        }
        spec.setPorts(ports);
        Service service = new Service();
        service.setMetadata(factory.metadata(access.name(), access.role()));
        if (!Port.withRole(access.ports(), Port.Role.METRICS).isEmpty()) {
            service.getMetadata().getLabels().put(Labels.SCRAPE, "true");
        }
        service.setSpec(spec);
        if (access.outside() != null) {
            open(service, access.outside());
        }
        return service;
    }

    private static void open(Service service, Access.Outside outside) {
        ServiceSpec spec = service.getSpec();
        spec.setType(outside.nodePort() == null ? "LoadBalancer" : "NodePort");
        spec.setExternalTrafficPolicy(outside.keepsClientAddress() ? "Local" : "Cluster");
        if (outside.member() != null) {
            // The StatefulSet controller puts each pod's own name into this label.
            spec.getSelector().put("statefulset.kubernetes.io/pod-name", outside.member());
        }
        for (ServicePort port : spec.getPorts()) {
            port.setNodePort(outside.nodePort());
        }
        service.getMetadata().getAnnotations().putAll(outside.annotations());
    }

    /** The target is the same number: without a proxy (headless) clients use what they looked up. */
    private static ServicePort port(Port port) {
        ServicePort servicePort = new ServicePort();
        servicePort.setName(port.name());
        servicePort.setPort(port.number());
        servicePort.setTargetPort(new IntOrString(port.number()));
        servicePort.setProtocol("TCP");
        servicePort.setAppProtocol(port.appProtocol());
        return servicePort;
    }
}
