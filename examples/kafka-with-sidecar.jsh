// Kafka with two things that the stack does not know: a plugin, which an init container copies into a volume, and a
// sidecar with metrics. They are added through fabric8's own types.

// Every container of the pod has to keep to the "restricted" Pod Security Standard. The user and the seccomp profile
// are set for the whole pod already.
SecurityContext restricted() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities().addToDrop("ALL").endCapabilities()
        .build();
}

ResourceRequirements small() {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity("50m"))
        .addToRequests("memory", new Quantity("64Mi"))
        .addToLimits("memory", new Quantity("64Mi"))
        .build();
}

Volume plugins = new VolumeBuilder().withName("plugins").withNewEmptyDir().endEmptyDir().build();

VolumeMount pluginFolder = new VolumeMountBuilder().withName("plugins").withMountPath("/opt/plugins").build();

Container copyPlugins() {
    return new ContainerBuilder()
        .withName("copy-plugins")
        .withImage("registry.example.com/kafka-plugins:1.4.0")
        .withCommand("cp", "-r", "/plugins/.", "/opt/plugins")
        .withVolumeMounts(pluginFolder)
        .withResources(small())
        .withSecurityContext(restricted())
        .build();
}

Container metrics() {
    return new ContainerBuilder()
        .withName("metrics")
        .withImage("danielqsj/kafka-exporter:v1.9.0")
        .withArgs("--kafka.server=localhost:9092")
        .addNewPort().withName("metrics").withContainerPort(9308).withProtocol("TCP").endPort()
        .withResources(small())
        .withSecurityContext(restricted())
        .build();
}

// The stack's policy lets nobody in but Kafka's clients.
NetworkPolicyIngressRule scraping() {
    return new NetworkPolicyIngressRuleBuilder()
        .addNewPort().withPort(new IntOrString("metrics")).withProtocol("TCP").endPort()
        .build();
}

emit(
    StatefulStack.kafka("kafka")
        .namespace("production")
        .replicas(3)
        .env("CLASSPATH", "/opt/plugins/*")
        .edit(StatefulSet.class, "kafka", set -> {
            PodSpec pod = set.getSpec().getTemplate().getSpec();
            pod.getVolumes().add(plugins);
            pod.getInitContainers().add(copyPlugins());
            pod.getContainers().get(0).getVolumeMounts().add(pluginFolder);
            pod.getContainers().add(metrics());
        })
        .edit(NetworkPolicy.class, "kafka", policy -> policy.getSpec().getIngress().add(scraping()))
);

/exit
