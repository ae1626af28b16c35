package dev.statefulstack.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of members that names a headless Service of another namespace. */
class SeedsElsewhereTest {
    private static final String SERVICE = """
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: search-headless
              namespace: %s
            spec:
              clusterIP: None
              publishNotReadyAddresses: true
              selector:
                app: search
              ports:
              - name: transport
                port: 9300
            """;

    private static List<String> found(String seeds, String more) {
        String set = """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata:
                  name: search
                  namespace: production
                spec:
                  serviceName: search-headless
                  replicas: 3
                  podManagementPolicy: Parallel
                  selector:
                    matchLabels:
                      app: search
                  template:
                    metadata:
                      labels:
                        app: search
                    spec:
                      containers:
                      - name: opensearch
                        image: opensearchproject/opensearch:2.19.3
                        env:
                        - name: discovery.seed_hosts
                          value: "%s"
                """.formatted(seeds);
        return StatefulStack.lint()
                .text("search.yaml", set + SERVICE.formatted("production") + more)
                .run()
                .findings()
                .stream()
                .filter(finding -> finding.id().equals("peer-wrong-namespace"))
                .map(Finding::what)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search-headless.staging.svc.cluster.local",
                "search-headless.staging.svc:9300",
                "search-headless.staging.svc.cluster.local,search-headless.staging.svc.cluster.local:9301"
            })
    void theSetsOwnServiceInAnotherNamespaceIsFound(String seeds) {
        assertThat(found(seeds, ""))
                .isNotEmpty()
                .allSatisfy(what -> assertThat(what)
                        .startsWith("search-headless.staging.svc")
                        .endsWith("search and its Service are in the namespace production"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search-headless",
                "search-headless.production.svc.cluster.local",
                // Members in both: the names of the others may be right.
                "search-headless.production.svc.cluster.local,search-headless.staging.svc.cluster.local",
                "search-0.search-headless.production.svc,search-headless.staging.svc.cluster.local",
                "search-headless, search-headless.staging.svc.cluster.local",
                // Of another name, so nobody confused the two.
                "masters-headless.staging.svc.cluster.local",
                // A host outside of the cluster.
                "search-headless.example.com"
            })
    void whatMayBeMeantIsNot(String seeds) {
        assertThat(found(seeds, "")).isEmpty();
    }

    @Test
    void aServiceThatIsThereMayBeMeant() {
        assertThat(found("search-headless.staging.svc.cluster.local", SERVICE.formatted("staging")))
                .isEmpty();
    }
}
