package dev.statefulstack.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelWalkerTest {
    @Test
    void aStatefulSetStartsWithWhatItIsAndEndsWithItsLateFields() {
        StatefulSet set = new StatefulSetBuilder()
                .withNewMetadata()
                .addToAnnotations("a", "1")
                .addToLabels("l", "1")
                .withNamespace("production")
                .withName("kafka")
                .endMetadata()
                .withNewSpec()
                .withNewPersistentVolumeClaimRetentionPolicy()
                .withWhenDeleted("Retain")
                .endPersistentVolumeClaimRetentionPolicy()
                .withServiceName("kafka-headless")
                .withPodManagementPolicy("Parallel")
                .addNewVolumeClaimTemplate()
                .endVolumeClaimTemplate()
                .withNewTemplate()
                .endTemplate()
                .withNewSelector()
                .endSelector()
                .withReplicas(3)
                .withMinReadySeconds(10)
                .endSpec()
                .withNewStatus()
                .endStatus()
                .build();

        MapNode tree = ModelWalker.walk(set);

        assertThat(keys(tree)).containsExactly("apiVersion", "kind", "metadata", "spec", "status");
        assertThat(keys(tree, "metadata")).containsExactly("name", "namespace", "labels", "annotations");
        assertThat(keys(tree, "spec"))
                .containsExactly(
                        "replicas",
                        "selector",
                        "template",
                        "volumeClaimTemplates",
                        "serviceName",
                        "podManagementPolicy",
                        "minReadySeconds",
                        "persistentVolumeClaimRetentionPolicy");
    }

    @Test
    void aServicePutsTheNameOfAPortFirstAndUnknownFieldsLastByName() {
        Service service = new ServiceBuilder()
                .withNewSpec()
                .withPublishNotReadyAddresses(true)
                .withClusterIPs("None")
                .withClusterIP("None")
                .withType("ClusterIP")
                .addToSelector("app", "kafka")
                .addNewPort()
                .withAppProtocol("kafka")
                .withNewTargetPort("kafka")
                .withPort(9092)
                .withProtocol("TCP")
                .withName("kafka")
                .endPort()
                .endSpec()
                .build();

        MapNode tree = ModelWalker.walk(service);

        assertThat(keys(tree, "spec"))
                .containsExactly("type", "selector", "ports", "clusterIP", "clusterIPs", "publishNotReadyAddresses");
        assertThat(keys(tree, "spec", "ports", "0"))
                .containsExactly("name", "protocol", "port", "targetPort", "appProtocol");
    }

    @Test
    void aContainerStartsWithItsNameAndImage() {
        Container container = new ContainerBuilder()
                .withNewStartupProbe()
                .endStartupProbe()
                .withNewSecurityContext()
                .endSecurityContext()
                .addNewEnv()
                .withValue("1")
                .withName("A")
                .endEnv()
                .withCommand("run")
                .withArgs("now")
                .withImagePullPolicy("Always")
                .withImage("kafka")
                .withNewReadinessProbe()
                .endReadinessProbe()
                .withName("kafka")
                .build();

        MapNode tree = ModelWalker.walk(container);

        assertThat(keys(tree))
                .containsExactly(
                        "name",
                        "image",
                        "command",
                        "args",
                        "env",
                        "readinessProbe",
                        "imagePullPolicy",
                        "securityContext",
                        "startupProbe");
        assertThat(keys(tree, "env", "0")).containsExactly("name", "value");
    }

    @Test
    void theKeysOfAUsersMapAreSortedAndNotTakenForFields() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("name", "1");
        data.put("on", "2");
        data.put("args", "3");
        data.put("0123", "4");

        MapNode tree = ModelWalker.walk(new ConfigMapBuilder().withData(data).build());

        assertThat(keys(tree, "data")).containsExactly("0123", "args", "name", "on");
    }

    @Test
    void theOrderInWhichAMapWasFilledDoesNotMatter() {
        Map<String, Object> oneWay = new LinkedHashMap<>();
        oneWay.put("b", Map.of("z", 1, "y", 2, "x", 3));
        oneWay.put("a", 1);
        Map<String, Object> otherWay = new LinkedHashMap<>();
        otherWay.put("a", 1);
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("x", 3);
        inner.put("z", 1);
        inner.put("y", 2);
        otherWay.put("b", inner);

        assertThat(ModelWalker.walk(custom(oneWay))).isEqualTo(ModelWalker.walk(custom(otherWay)));
    }

    @Test
    void aCustomResourceIsOrderedLikeAnyOther() {
        GenericKubernetesResource topic = new GenericKubernetesResource();
        topic.setApiVersion("kafka.strimzi.io/v1");
        topic.setKind("KafkaTopic");
        topic.setAdditionalProperty("status", Map.of());
        topic.setAdditionalProperty("spec", Map.of("args", List.of(), "zone", "a", "name", "orders", "image", "i"));

        MapNode tree = ModelWalker.walk(topic);

        assertThat(keys(tree)).containsExactly("apiVersion", "kind", "spec", "status");
        assertThat(keys(tree, "spec")).containsExactly("name", "image", "args", "zone");
    }

    @Test
    void anAdditionalPropertyStandsWhereAFieldOfItsNameWouldStand() {
        StatefulSetSpec spec = new StatefulSetSpec();
        spec.setServiceName("kafka-headless");
        spec.setReplicas(3);
        spec.setAdditionalProperty("selector", Map.of("x", "y"));
        spec.setAdditionalProperty("alpha", null);

        MapNode tree = ModelWalker.walk(spec);

        assertThat(keys(tree)).containsExactly("replicas", "selector", "serviceName", "alpha");
        assertThat(tree.get("alpha")).isEqualTo(ScalarNode.nil());
    }

    @Test
    void anAdditionalPropertyNextToTheSameFieldIsRefused() {
        StatefulSet set = new StatefulSetBuilder()
                .withNewMetadata()
                .withName("kafka")
                .endMetadata()
                .withNewSpec()
                .withReplicas(3)
                .addToAdditionalProperties("replicas", 5)
                .endSpec()
                .build();

        assertThatThrownBy(() -> ModelWalker.walk(set))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("StatefulSet kafka can't be written, at spec.replicas: An additional property stands beside"
                        + " the field of the same name in io.fabric8.kubernetes.api.model.apps.StatefulSetSpec, and both"
                        + " are set. Remove one of them.");
    }

    @Test
    void anAdditionalPropertyMayStandInForAFieldThatIsNotWritten() {
        ConfigMap config = new ConfigMap();
        config.setData(Map.of());
        config.setAdditionalProperty("data", Map.of("a", "1"));

        assertThat(keys(ModelWalker.walk(config), "data")).containsExactly("a");
    }

    @Test
    void aQuantityKeepsItsSpelling() {
        ResourceRequirements resources = new ResourceRequirements();
        resources.setRequests(Map.of("cpu", new Quantity("1000m"), "memory", new Quantity("3072", "Mi")));
        resources.setLimits(Map.of("cpu", new Quantity("1.0")));

        MapNode tree = ModelWalker.walk(resources);

        assertThat(at(tree, "requests", "cpu")).isEqualTo(ScalarNode.string("1000m"));
        assertThat(at(tree, "requests", "memory")).isEqualTo(ScalarNode.string("3072Mi"));
        assertThat(at(tree, "limits", "cpu")).isEqualTo(ScalarNode.string("1.0"));
    }

    @Test
    void aPortIsANumberOrAName() {
        HTTPGetAction get = new HTTPGetAction();
        get.setPort(new IntOrString(9092));
        assertThat(ModelWalker.walk(get).get("port")).isEqualTo(ScalarNode.integer(9092));

        get.setPort(new IntOrString("9092"));
        assertThat(ModelWalker.walk(get).get("port")).isEqualTo(ScalarNode.string("9092"));
    }

    @Test
    void aNullInAMapStaysAndANullFieldIsLeftOut() {
        Map<String, @Nullable String> data = new LinkedHashMap<>();
        data.put("a", null);
        ConfigMap config = new ConfigMap();
        config.setData(data);
        config.setKind(null);

        MapNode tree = ModelWalker.walk(config);

        assertThat(keys(tree)).containsExactly("apiVersion", "data");
        assertThat(at(tree, "data", "a")).isEqualTo(ScalarNode.nil());
    }

    @Test
    void anEmptyObjectStaysAndAnEmptyListIsLeftOut() {
        Volume volume = new Volume();
        volume.setEmptyDir(new EmptyDirVolumeSource());
        assertThat(keys(ModelWalker.walk(volume))).containsExactly("emptyDir");

        Container container = new Container();
        container.setCommand(new ArrayList<>());
        assertThat(ModelWalker.walk(container).entries()).isEmpty();
    }

    @Test
    void aDecimalNumberIsSpelledSoThatYaml11TakesItForANumber() {
        MapNode tree = ModelWalker.walk(custom(
                Map.of("a", 1e300, "b", new BigDecimal("1E+3"), "c", 2.5f, "d", new BigDecimal("7"), "e", 1e-9)));

        assertThat(tree.get("a")).extracting("text").isEqualTo("1.0E+300");
        assertThat(tree.get("b")).extracting("text").isEqualTo("1.0E+3");
        assertThat(tree.get("c")).extracting("text").isEqualTo("2.5");
        assertThat(tree.get("d")).isEqualTo(ScalarNode.integer(7));
        assertThat(tree.get("e")).extracting("text").isEqualTo("1.0E-9");
    }

    @Test
    void aSetIsRefusedWithItsPathBecauseItHasNoOrder() {
        GenericKubernetesResource resource = custom(Map.of("a", List.of(1, Map.of("b.c", new HashSet<>(Set.of(1))))));

        assertThatThrownBy(() -> ModelWalker.walk(resource))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "GenericKubernetesResource can't be written, at a[1].b.c: java.util.HashSet is neither a plain"
                                + " value (String, Boolean, number, List, Map) nor one of fabric8's own classes, and only theirs"
                                + " are known here. Turn the resource into plain values first: new KubernetesSerialization()"
                                + ".convertValue(resource, GenericKubernetesResource.class).");
    }

    @Test
    void aSubclassOfAModelClassIsRefusedBecauseItsFieldsAreUnknown() {
        ConfigMap config = new ConfigMap() {};

        assertThatThrownBy(() -> ModelWalker.walk(config))
                .hasMessageStartingWith(
                        "ConfigMap can't be written: " + config.getClass().getName() + " is neither");
    }

    @Test
    void anEnumIsRefused() {
        assertThatThrownBy(() -> ModelWalker.walk(custom(Map.of("a", DeletionPropagation.ORPHAN))))
                .hasMessageEndingWith(
                        "at a: io.fabric8.kubernetes.api.model.DeletionPropagation is an enum. Use its name as a String.");
    }

    @Test
    void aNumberThatJsonDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> ModelWalker.walk(custom(Map.of("a", Double.NaN))))
                .hasMessageEndingWith("at a: NaN is no number that JSON knows. Use a finite one.");
        assertThatThrownBy(() -> ModelWalker.walk(custom(Map.of("a", new AtomicInteger(1)))))
                .hasMessageEndingWith("at a: java.util.concurrent.atomic.AtomicInteger is a number of an unknown class."
                        + " Use Integer, Long or Double.");
    }

    @Test
    void aKeyThatIsNoStringIsRefused() {
        assertThatThrownBy(() -> ModelWalker.walk(custom(Map.of("a", Map.of(1, "b")))))
                .hasMessageEndingWith("at a: The map has a key that is no String: 1. Use Strings as keys.");
    }

    @Test
    void anObjectThatContainsItselfIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThatThrownBy(() -> ModelWalker.walk(custom(Map.of("a", list))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("There are more than 500 levels. Look for an object that contains itself.");
    }

    @Test
    void aSingleValueIsNoResource() {
        assertThatThrownBy(() -> ModelWalker.walk(new Quantity("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Quantity can't be written: io.fabric8.kubernetes.api.model.Quantity is a single value. Pass"
                                + " the object that holds it.");
    }

    @Test
    void aMicroTimeWithoutATimeIsRefused() {
        assertThatThrownBy(() -> ModelWalker.walk(custom(Map.of("a", new MicroTime()))))
                .hasMessageEndingWith("at a: The MicroTime has no time. Set one, or leave the MicroTime out.");
    }

    @Test
    void theAdviceInTheMessageLeadsOut() {
        JSONSchemaPropsOrBool schema = new JSONSchemaPropsOrBool();
        schema.setAllows(true);
        GenericKubernetesResource resource = custom(Map.of("schema", schema));
        assertThatThrownBy(() -> ModelWalker.walk(resource)).hasMessageContaining("convertValue(");

        GenericKubernetesResource converted =
                new KubernetesSerialization().convertValue(resource, GenericKubernetesResource.class);

        assertThat(ModelWalker.walk(converted).get("schema")).isEqualTo(ScalarNode.bool(true));
    }

    private static GenericKubernetesResource custom(Map<String, Object> additional) {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setAdditionalProperties(additional);
        return resource;
    }

    private static List<String> keys(MapNode tree, String... path) {
        List<String> keys = new ArrayList<>();
        for (MapNode.Entry entry : ((MapNode) at(tree, path)).entries()) {
            keys.add(entry.key().text());
        }
        return keys;
    }

    /** Steps are keys, and in a list the digits of an index. */
    private static Node at(MapNode tree, String... path) {
        @Nullable Node node = tree;
        for (String step : path) {
            node = node instanceof ListNode list ? list.items().get(Integer.parseInt(step)) : childOf(node, step);
        }
        if (node == null) {
            throw new AssertionError("Nothing stands at " + List.of(path));
        }
        return node;
    }

    private static @Nullable Node childOf(@Nullable Node node, String key) {
        return node instanceof MapNode map ? map.get(key) : null;
    }
}
