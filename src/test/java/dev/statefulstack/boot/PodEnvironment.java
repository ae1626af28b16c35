package dev.statefulstack.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environment that the kubelet makes for a container.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kubelet_pods.go">
 *     makeEnvironmentVariables</a>
 */
final class PodEnvironment {
    /** What the kubelet looks up elsewhere. */
    interface Sources {
        /** A field of the pod itself, such as {@code status.podIP}. */
        String podField(String path);

        /** All keys of a ConfigMap or a Secret. */
        Optional<Map<String, String>> data(String kind, String name);
    }

    private PodEnvironment() {}

    /**
     * @param services the variables of Services, which fill only names that nothing else sets
     * @throws IllegalStateException where the container could not be started: a ConfigMap, Secret or key is missing
     */
    static Map<String, String> of(Field container, Map<String, String> services, Sources sources) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Field from : container.get("envFrom").items()) {
            for (String kind : new String[] {"ConfigMap", "Secret"}) {
                Field reference = from.get(kind.equals("Secret") ? "secretRef" : "configMapRef");
                if (reference.present()) {
                    Optional<Map<String, String>> data =
                            sources.data(kind, reference.get("name").text());
                    if (data.isEmpty() && !reference.get("optional").flag(false)) {
                        throw new IllegalStateException(
                                kind + " " + reference.get("name").text() + " not found");
                    }
                    data.orElse(Map.of())
                            .forEach((key, value) ->
                                    environment.put(from.get("prefix").text() + key, value));
                }
            }
        }
        for (Field entry : container.get("env").items()) {
            String name = entry.get("name").text();
            if (!entry.get("valueFrom").present()) {
                Map<String, String> known = new LinkedHashMap<>(services);
                known.putAll(environment);
                environment.put(name, Expansion.expand(entry.get("value").text(), known));
            } else {
                value(entry.get("valueFrom"), sources).ifPresent(value -> environment.put(name, value));
            }
        }
        services.forEach(environment::putIfAbsent);
        return environment;
    }

    /** Empty where an optional source does not exist: the variable is then not set. */
    private static Optional<String> value(Field from, Sources sources) {
        if (from.get("fieldRef").present()) {
            return Optional.of(
                    sources.podField(from.get("fieldRef", "fieldPath").text()));
        }
        for (String kind : new String[] {"ConfigMap", "Secret"}) {
            Field reference = from.get(kind.equals("Secret") ? "secretKeyRef" : "configMapKeyRef");
            if (reference.present()) {
                Optional<String> value = sources.data(
                                kind, reference.get("name").text())
                        .map(data -> data.get(reference.get("key").text()));
                if (value.isEmpty() && !reference.get("optional").flag(false)) {
                    throw new IllegalStateException(
                            "no key " + reference.get("key").text() + " in " + kind + " "
                                    + reference.get("name").text());
                }
                return value;
            }
        }
        throw new IllegalStateException("a source of a variable that this kubelet does not know: " + from.text());
    }
}
