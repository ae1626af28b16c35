package dev.statefulstack.change;

import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.tree.MapNode;
import java.util.List;

/**
 * What the API server fills into pod templates. {@code enableServiceLinks} and requests that follow from limits are
 * filled into pods only. Source: pkg/apis/core/v1/defaults.go and zz_generated.defaults.go.
 */
final class PodDefaults {
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");

    /** Permissions of files that come from other objects: 0644. */
    private static final int MODE = 420;

    private PodDefaults() {}

    static MapNode template(MapNode template) {
        return new Fields(template).in("spec", PodDefaults::pod).done();
    }

    private static MapNode pod(MapNode pod) {
        Fields fields = new Fields(pod)
                .orElse("restartPolicy", "Always")
                .orElse("dnsPolicy", "ClusterFirst")
                .orElse("schedulerName", "default-scheduler")
                .orElse("terminationGracePeriodSeconds", 30)
                .orElseEmpty("securityContext")
                .each("initContainers", PodDefaults::container)
                .each("containers", PodDefaults::container)
                .each("volumes", PodDefaults::volume);
        if (!fields.has("serviceAccountName") && fields.has("serviceAccount")) {
            fields.orElse("serviceAccountName", fields.text("serviceAccount"));
        }
        return fields.remove("serviceAccount").done();
    }

    private static MapNode container(MapNode container) {
        Fields fields = new Fields(container);
        fields.orElse("imagePullPolicy", pullPolicy(fields.text("image")))
                .orElse("terminationMessagePath", "/dev/termination-log")
                .orElse("terminationMessagePolicy", "File")
                .orElseEmpty("resources")
                .in(
                        "securityContext",
                        context -> new Fields(context)
                                .orElse("procMount", "Default")
                                .done())
                .each("ports", PodDefaults::port)
                .each(
                        "env",
                        variable -> new Fields(variable)
                                .in("valueFrom", PodDefaults::fieldOrAmount)
                                .done())
                .in("lifecycle", PodDefaults::lifecycle);
        for (String probe : PROBES) {
            fields.in(probe, PodDefaults::probe);
        }
        return fields.done();
    }

    private static String pullPolicy(String image) {
        ImageReference reference = ImageReference.parse(image);
        boolean moves = reference != null
                && reference.digest() == null
                && (reference.tag() == null || "latest".equals(reference.tag()));
        return moves ? "Always" : "IfNotPresent";
    }

    private static MapNode port(MapNode port) {
        return new Fields(port).orElse("protocol", "TCP").done();
    }

    private static MapNode probe(MapNode probe) {
        return handler(new Fields(probe)
                .orElse("timeoutSeconds", 1)
                .orElse("periodSeconds", 10)
                .orElse("successThreshold", 1)
                .orElse("failureThreshold", 3)
                .in("grpc", grpc -> new Fields(grpc).orElse("service", "").done()));
    }

    private static MapNode lifecycle(MapNode lifecycle) {
        return new Fields(lifecycle)
                .in("postStart", hook -> handler(new Fields(hook)))
                .in("preStop", hook -> handler(new Fields(hook)))
                .done();
    }

    private static MapNode handler(Fields handler) {
        return handler.in(
                        "httpGet",
                        get -> new Fields(get)
                                .orElse("path", "/")
                                .orElse("scheme", "HTTP")
                                .done())
                .done();
    }

    private static MapNode fieldOrAmount(MapNode source) {
        return new Fields(source)
                .in(
                        "fieldRef",
                        field -> new Fields(field).orElse("apiVersion", "v1").done())
                .in(
                        "resourceFieldRef",
                        amount -> new Fields(amount).orElse("divisor", "0").done())
                .done();
    }

    private static MapNode volume(MapNode volume) {
        Fields fields = new Fields(volume);
        if (volume.entries().size() == 1 && fields.has("name")) {
            fields.orElseEmpty("emptyDir");
        }
        return fields.in("configMap", PodDefaults::mode)
                .in("secret", PodDefaults::mode)
                .in(
                        "downwardAPI",
                        source -> new Fields(mode(source))
                                .each("items", PodDefaults::fieldOrAmount)
                                .done())
                .in(
                        "projected",
                        projected -> new Fields(mode(projected))
                                .each("sources", PodDefaults::projection)
                                .done())
                .in("hostPath", path -> new Fields(path).orElse("type", "").done())
                .in(
                        "ephemeral",
                        ephemeral -> new Fields(ephemeral)
                                .in("volumeClaimTemplate", Defaults::claim)
                                .done())
                .done();
    }

    private static MapNode projection(MapNode source) {
        return new Fields(source)
                .in(
                        "downwardAPI",
                        items -> new Fields(items)
                                .each("items", PodDefaults::fieldOrAmount)
                                .done())
                .in(
                        "serviceAccountToken",
                        token -> new Fields(token)
                                .orElse("expirationSeconds", 3600)
                                .done())
                .done();
    }

    private static MapNode mode(MapNode source) {
        return new Fields(source).orElse("defaultMode", MODE).done();
    }
}
