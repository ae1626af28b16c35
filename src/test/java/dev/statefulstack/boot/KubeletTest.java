package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the boot tests' kubelet copies from the real one, by itself and without a server. */
class KubeletTest {
    private static final PodEnvironment.Sources SOURCES = new PodEnvironment.Sources() {
        @Override
        public String podField(String path) {
            return "<" + path + ">";
        }

        @Override
        public Optional<Map<String, String>> data(String kind, String name) {
            return name.equals("there") ? Optional.of(Map.of("key", kind)) : Optional.empty();
        }
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    $(A)            | a
                    x$(A)y$(A)      | xaya
                    $(NONE)         | $(NONE)
                    $$(A)           | $(A)
                    $$$(A)          | $a
                    $$              | $
                    $A              | $A
                    $               | $
                    a$              | a$
                    $(A             | $(A
                    $(A##*-)        | $(A##*-)
                    $()             | $()
                    ${A}            | ${A}
                    """)
    void referencesAreExpandedAsKubernetesDoes(String text, String expected) {
        assertThat(Expansion.expand(text, Map.of("A", "a"))).isEqualTo(expected);
    }

    private static Map<String, String> environment(String container, Map<String, String> services) {
        return PodEnvironment.of(Manifests.read(container).documents().get(0), services, SOURCES);
    }

    @Test
    void aReferenceSeesWhatIsBeforeIt() {
        assertThat(environment("""
                        envFrom:
                        - prefix: FROM_
                          configMapRef: {name: there}
                        env:
                        - {name: EARLY, value: $(LATE)}
                        - {name: LATE, value: late}
                        - {name: AFTER, value: $(LATE) $(FROM_key) $(SERVICE) $(NAME)}
                        - name: NAME
                          valueFrom: {fieldRef: {fieldPath: metadata.name}}
                        - {name: LATE, value: later}
                        - name: OPTIONAL
                          valueFrom: {secretKeyRef: {name: gone, key: key, optional: true}}
                        - {name: EMPTY}
                        """, Map.of("SERVICE", "service")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "FROM_key",
                        "ConfigMap",
                        "EARLY",
                        "$(LATE)",
                        "LATE",
                        "later",
                        "AFTER",
                        "late ConfigMap service $(NAME)",
                        "NAME",
                        "<metadata.name>",
                        "EMPTY",
                        "",
                        "SERVICE",
                        "service"));
    }

    /** So a probe that compares with {@code $(POD_IP)} compares with nothing. */
    @Test
    void aProbeSeesVariablesAsTheManifestWritesThem() {
        Field container = Manifests.read("""
                        env:
                        - name: POD_IP
                          valueFrom: {fieldRef: {fieldPath: status.podIP}}
                        - {name: PORT, value: "9042"}
                        - {name: ADDRESS, value: $(POD_IP)}
                        readinessProbe:
                          exec:
                            command: [check, '^UN $(POD_IP)', $(PORT), $(ADDRESS), $(NONE), $$(PORT)]
                        """).documents().get(0);

        assertThat(Probes.command(container.get("readinessProbe"), container))
                .containsExactly("check", "^UN ", "9042", "$(POD_IP)", "$(NONE)", "$(PORT)");
    }

    @Test
    void aSecretThatIsNotThereStopsTheContainer() {
        assertThatThrownBy(() -> environment("""
                        env:
                        - name: PASSWORD
                          valueFrom: {secretKeyRef: {name: gone, key: password}}
                        """, Map.of())).hasMessage("no key password in Secret gone");
    }

    @Test
    void aServiceInjectsItsAddressAsDockersLinksDid() {
        List<Field> ports = Manifests.read("[{name: kafka, port: 9092}, {name: internal-x, port: 9091}]")
                .documents()
                .get(0)
                .items();

        assertThat(ServiceLinks.of("my-kafka", "10.96.0.7", ports))
                .containsEntry("MY_KAFKA_SERVICE_HOST", "10.96.0.7")
                .containsEntry("MY_KAFKA_SERVICE_PORT", "9092")
                .containsEntry("MY_KAFKA_SERVICE_PORT_INTERNAL_X", "9091")
                .containsEntry("MY_KAFKA_PORT", "tcp://10.96.0.7:9092")
                .containsEntry("MY_KAFKA_PORT_9091_TCP", "tcp://10.96.0.7:9091")
                .containsEntry("MY_KAFKA_PORT_9091_TCP_ADDR", "10.96.0.7")
                .hasSize(13);
    }
}
