// Five brokers and three controllers that Prometheus measures. The image is one of your own, with the jar of
// io.prometheus.jmx:jmx_prometheus_javaagent and the command cp: "FROM busybox:1.37" and "COPY" make it.
//   mvn -q compile exec:java -Dexec.args="run examples/kafka-metrics.jsh"

emit(
    StatefulStack.kafka("kafka")
        .namespace("production")
        .replicas(5)
        .dedicatedControllers(3)
        .tls("kafka-tls")
        .metrics(
            KafkaMetrics.agent("registry.example.com/base/jmx-exporter:1.0.1", "/jmx_prometheus_javaagent.jar")
                .scrapedFrom("monitoring")
                .serviceMonitor("release", "kube-prometheus-stack"))
);

// "run" passes over it; the jshell tool would wait for more.
/exit
