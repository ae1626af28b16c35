package dev.statefulstack.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks the operator of Prometheus to collect the stack's measurements: what becomes one ServiceMonitor.
 *
 * @param port of every Service that has measurements, by its name
 * @param labels by which a Prometheus finds it
 */
public record Monitor(String name, String port, Map<String, String> labels) {
    public Monitor {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
