package dev.statefulstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.stack.AnyStack;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what tests ask of a stack's objects. */
public final class Resources {
    private Resources() {}

    /** All objects of the type, in their order. */
    public static <T extends HasMetadata> List<T> all(AnyStack stack, Class<T> type) {
        return stack.resources().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The object of the type, where there is just one. */
    public static <T extends HasMetadata> T only(AnyStack stack, Class<T> type) {
        List<T> found = all(stack, type);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** The object of the type with the name. */
    public static <T extends HasMetadata> T find(AnyStack stack, Class<T> type, String name) {
        return all(stack, type).stream()
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The container that runs the system. */
    public static Container container(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    /** The environment of the StatefulSet with the name. */
    public static Map<String, String> env(AnyStack stack, String set) {
        return env(find(stack, StatefulSet.class, set));
    }

    /** Values of the variables, or where they come from, in their order. */
    public static Map<String, String> env(StatefulSet set) {
        Map<String, String> env = new LinkedHashMap<>();
        for (EnvVar variable : container(set).getEnv()) {
            env.put(variable.getName(), value(variable));
        }
        return env;
    }

    private static String value(EnvVar variable) {
        if (variable.getValue() != null) {
            return variable.getValue();
        }
        var source = variable.getValueFrom();
        if (source.getFieldRef() != null) {
            return source.getFieldRef().getFieldPath();
        }
        if (source.getSecretKeyRef() != null) {
            return "Secret " + source.getSecretKeyRef().getName() + " "
                    + source.getSecretKeyRef().getKey();
        }
        var config = source.getConfigMapKeyRef();
        return "ConfigMap " + config.getName() + " " + config.getKey()
                + (Boolean.TRUE.equals(config.getOptional()) ? " optional" : "");
    }

    /** Names and numbers of the ports. */
    public static List<String> ports(Service service) {
        return service.getSpec().getPorts().stream()
                .map(port -> port.getName() + " " + port.getPort())
                .toList();
    }
}
