package dev.statefulstack.boot;

import java.util.concurrent.CountDownLatch;

/** A boot test without an end: one pod that sleeps, for {@link EndBootTest} to end from outside. */
final class RunUntilKilled {
    private RunUntilKilled() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments a name, and the seconds that the pod sleeps
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (Cluster cluster = new Cluster("until-killed-" + arguments[0])) {
            cluster.apply("""
                    apiVersion: apps/v1
                    kind: StatefulSet
                    metadata:
                      name: sleeper
                    spec:
                      replicas: 1
                      serviceName: sleeper-headless
                      template:
                        metadata:
                          labels: {app: sleeper}
                        spec:
                          containers:
                          - name: sleeper
                            image: quay.io/coreos/etcd:v3.6.4
                            command: [sleep, "%s"]
                            readinessProbe:
                              exec:
                                command: ["true"]
                    """.formatted(arguments[1]));
            cluster.awaitReady(Await.LONG);
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
    }
}
