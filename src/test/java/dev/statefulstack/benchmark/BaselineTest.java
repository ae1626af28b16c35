package dev.statefulstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.kafka.KafkaStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the benchmarks compare makes the same manifests, so that the comparison is fair. */
class BaselineTest {
    private static final KafkaStack KAFKA =
            StatefulStack.kafka("kafka").namespace("production").replicas(3);

    @Test
    void theBaselineBuildsTheSameObjects() {
        assertThat(KAFKA.resources()).isEqualTo(Fabric8Baseline.resources());
    }

    /** A second writer's opinion of the same objects: what fabric8 writes is what we write, but for order and style. */
    @Test
    void bothTextsSayTheSame() {
        assertThat(read(KAFKA.yaml())).isEqualTo(read(Fabric8Baseline.yaml()));
    }

    /** What we write is read back by fabric8 into the objects that it was written from. */
    @Test
    void fabric8ReadsBackWhatWeWrite() {
        KubernetesSerialization fabric8 = new KubernetesSerialization();
        for (HasMetadata resource : KAFKA.resources()) {
            String kind = resource.getKind().toLowerCase(Locale.ROOT);
            String file = resource.getMetadata().getName() + "." + kind + ".yaml";
            assertThat(fabric8.unmarshal(KAFKA.manifests().files().get(file), resource.getClass()))
                    .isEqualTo(resource);
        }
    }

    private static List<Object> read(String yaml) {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(yaml).forEach(documents::add);
        return documents;
    }
}
