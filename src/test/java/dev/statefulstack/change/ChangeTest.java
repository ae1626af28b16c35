package dev.statefulstack.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.Changes;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.cassandra.CassandraStack;
import dev.statefulstack.plan.KubernetesVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ChangeTest {
    private static final CassandraStack CASSANDRA =
            StatefulStack.cassandra("cassandra").namespace("production").replicas(3);

    private static Change between(String old, String now) {
        return Changes.between(Snapshot.ofText("old.yaml", old), Snapshot.ofText("new.yaml", now));
    }

    private static Change row(String name) {
        Path folder = CatalogueTest.FOLDER.resolve(name);
        return Changes.between(folder.resolve("old.yaml"), folder.resolve("new.yaml"));
    }

    private static Verdict only(Change change, String id) {
        List<Verdict> found = new ArrayList<>();
        for (Verdict verdict : change.verdicts()) {
            if (verdict.id().equals(id)) {
                found.add(verdict);
            }
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    // ---- the way to do it

    @Test
    void aLargerClaimIsReachedInThisOrder() {
        assertThat(only(row("claim-size"), "sts-immutable-field").todo())
                .containsExactly(
                        "# the volumes first; their storage class needs allowVolumeExpansion: true",
                        "kubectl -n production patch pvc data-db-2 -p"
                                + " '{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"20Gi\"}}}}'",
                        "kubectl -n production patch pvc data-db-1 -p"
                                + " '{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"20Gi\"}}}}'",
                        "kubectl -n production patch pvc data-db-0 -p"
                                + " '{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"20Gi\"}}}}'",
                        "kubectl -n production wait pvc/data-db-2 --for=jsonpath='{.status.capacity.storage}'=20Gi"
                                + " --timeout=15m",
                        "kubectl -n production wait pvc/data-db-1 --for=jsonpath='{.status.capacity.storage}'=20Gi"
                                + " --timeout=15m",
                        "kubectl -n production wait pvc/data-db-0 --for=jsonpath='{.status.capacity.storage}'=20Gi"
                                + " --timeout=15m",
                        "# pods and volumes stay; until the set is back nothing replaces a lost pod, and evictions are"
                                + " refused",
                        "kubectl -n production delete statefulset db --cascade=orphan",
                        "kubectl -n production apply -f src/test/resources/change/claim-size/new.yaml",
                        "# the template is the same, so no pod restarts",
                        "kubectl -n production rollout status statefulset/db");
    }

    @Test
    void aSelectorWithALabelThatPodsLackBeginsByLabellingThem() {
        String old = CASSANDRA.yaml();
        String now = old.replace(
                        "      app.kubernetes.io/name: cassandra\n  template",
                        "      app.kubernetes.io/name:" + " cassandra\n      ring: main\n  template")
                .replace(
                        "app.kubernetes.io/version: \"5.0.8\"\n    spec",
                        "app.kubernetes.io/version: \"5.0.8\"\n" + "        ring: main\n    spec");
        assertThat(only(between(old, now), "sts-immutable-field").todo())
                .contains("kubectl -n production label --overwrite pod cassandra-2 cassandra-1 cassandra-0 ring=main");
    }

    /** The controller stops at the first pod whose volumes differ, counted from below. */
    @Test
    void podsGetAFurtherClaimFromTheLowestOrdinalOn() {
        assertThat(only(row("claim-added"), "sts-immutable-field").todo())
                .filteredOn(line -> line.contains("delete pod"))
                .containsExactly(
                        "kubectl -n production delete pod db-0",
                        "kubectl -n production delete pod db-1",
                        "kubectl -n production delete pod db-2");
    }

    @Test
    void aNewServiceNameKeepsTheOldServiceAndReplacesPodsFromTheHighestOn() {
        assertThat(only(row("service-name"), "sts-immutable-field").todo())
                .filteredOn(line -> line.contains("delete pod") || line.startsWith("# keep"))
                .containsExactly(
                        "kubectl -n production delete pod db-2",
                        "kubectl -n production delete pod db-1",
                        "kubectl -n production delete pod db-0",
                        "# keep the Service db-headless until no list names a pod under it any more");
    }

    @Test
    void cassandraIsDecommissionedBeforeItIsScaledDown() {
        String todo = String.join(
                "\n", only(row("cassandra-down"), "cassandra-scale-down").todo());
        assertThat(todo.indexOf("cassandra-4 -c cassandra -- nodetool decommission"))
                .isPositive()
                .isLessThan(todo.indexOf("cassandra-3 -c cassandra -- nodetool decommission"));
        assertThat(todo.indexOf(" apply -f ")).isGreaterThan(todo.lastIndexOf("nodetool decommission"));
        assertThat(todo.indexOf("delete pvc data-cassandra-4")).isGreaterThan(todo.indexOf(" apply -f "));
    }

    /** What must not be applied has no command that applies it. */
    @Test
    void anImpossibleNumberOfVotersIsNotApplied() {
        assertThat(only(row("kafka-voters"), "kafka-voters-changed").todo())
                .noneMatch(line -> line.contains("apply -f"));
    }

    @Test
    void anOrderedRolloutThatHangsIsMendedByDeletingThePod() {
        assertThat(only(row("template-never-ready"), "sts-rolls").todo())
                .contains("kubectl -n production delete pod db-2");
    }

    // ---- how pods roll

    @Test
    void aRolloutTellsItsOrderAndItsTime() {
        String old = CASSANDRA.yaml();
        assertThat(only(between(old, CASSANDRA.env("TZ", "UTC").yaml()), "sts-rolls")
                        .what())
                .endsWith("cassandra-2, cassandra-1, cassandra-0, one at a time: each has to be ready before the next"
                        + " goes\nat least 15 s (3 x 5 s minReadySeconds) and start-up, and up to 540 s (3 x 180 s grace)"
                        + " for stopping");
    }

    @Test
    void minReadySecondsCountsForParallelSetsFrom134On() {
        var kafka = StatefulStack.kafka("kafka").namespace("production").replicas(3);
        Snapshot old = Snapshot.ofText("old", kafka.yaml());
        Snapshot now = Snapshot.ofText("new", kafka.env("TZ", "UTC").yaml());
        KubernetesVersion before = new KubernetesVersion(33);
        KubernetesVersion since = new KubernetesVersion(34);
        assertThat(only(Changes.between(old, now, before, before), "sts-rolls").what())
                .contains("below 1.34 a Parallel set does not wait for minReadySeconds");
        assertThat(only(Changes.between(old, now, since, since), "sts-rolls").what())
                .contains("at least 90 s (3 x 30 s minReadySeconds)");
    }

    @Test
    void onlyPodsAboveThePartitionRoll() {
        String old = read("template-image/old.yaml").replace("partition: 0", "partition: 2");
        String now = old.replace("1.4.2", "1.4.3");
        Verdict verdict = only(between(old, now), "sts-rolls");
        assertThat(verdict.pods()).isEqualTo(1);
        assertThat(verdict.what()).contains("\ndb-2\n");
    }

    // ---- what is shown

    @Test
    void valuesOfSecretsAreNeverShown() {
        Change change = row("secret-env");
        assertThat(change.text() + change.json()).doesNotContain("alice", "bob", "Ym9i", "YWxpY2U");
        String old = read("template-image/old.yaml").replace("name: A\n", "name: DB_PASSWORD\n");
        Change variable = between(old, old.replace("value: \"1\"", "value: hunter2"));
        assertThat(variable.text() + variable.json()).contains("another value").doesNotContain("hunter2");
    }

    @Test
    void anAnnotationAllowsARiskAndItIsStillShown() {
        String old = CASSANDRA.replicas(5).foundingReplicas(3).yaml();
        CassandraStack fewer = CASSANDRA.replicas(4).foundingReplicas(3);
        assertThat(between(old, fewer.yaml()).has(Effect.FAILING)).isTrue();
        Change allowed = between(
                old,
                fewer.allow("cassandra-scale-down", "decommissioned cassandra-4")
                        .yaml());
        assertThat(allowed.has(Effect.FAILING)).isFalse();
        assertThat(allowed.text()).contains("    allowed: decommissioned cassandra-4\n");
        assertThat(allowed.summary()).contains("1 at risk").endsWith("(1 allowed)");
    }

    @Test
    void noAnnotationAllowsWhatTheServerRejects() {
        String now = read("claim-size/new.yaml")
                .replaceFirst(
                        "metadata:\n",
                        "metadata:\n  annotations:\n    statefulstack.dev/allow.sts-immutable-field: please\n");
        assertThat(between(read("claim-size/old.yaml"), now).has(Effect.FAILING))
                .isTrue();
    }

    @Test
    void aManifestThatWasReadBackFromTheClusterIsTheSame() {
        String old = read("template-image/old.yaml");
        String filledIn = """
                metadata:
                  name: db
                  uid: 1234
                  resourceVersion: "7"
                  generation: 2
                  creationTimestamp: "2026-01-01T00:00:00Z"
                """;
        String read = old.replaceFirst("metadata:\n  name: db\n", filledIn) + "status:\n  replicas: 3\n";
        assertThat(between(read, old).summary()).isEqualTo("nothing changes");
    }

    // ---- what cannot be compared

    @Test
    void unrelatedVersionsAreRefused() {
        assertThatThrownBy(() -> between(
                        CASSANDRA.yaml(),
                        StatefulStack.kafka("kafka").namespace("p").yaml()))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("no object is in both versions")
                .hasMessageContaining("old.yaml has NetworkPolicy production/cassandra")
                .hasMessageContaining("new.yaml has NetworkPolicy p/kafka");
    }

    @Test
    void aVersionThatIsEmptyIsFine() {
        assertThat(between("", CASSANDRA.yaml()).summary()).isEqualTo("5 created");
    }

    @Test
    void anObjectThatIsThereTwiceIsRefused() {
        String text = CASSANDRA.yaml();
        assertThatThrownBy(() -> Snapshot.ofText("x.yaml", text + "---\n" + text))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("StatefulSet production/cassandra is there twice, first at x.yaml:");
    }

    @Test
    void whatIsNoManifestIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("values.yaml"), "replicas: 3\n");
        Files.writeString(folder.resolve("broken.yaml"), "a: [1\n");
        assertThatThrownBy(() -> Snapshot.of(folder))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("values.yaml:1:1: this is no manifest")
                .hasMessageContaining("broken.yaml:");
    }

    @Test
    void aListIsReadAsItsItems() {
        String list = """
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: ConfigMap
                  metadata:
                    name: x
                  data:
                    a: b
                """;
        String single = """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: x
                data:
                  a: b
                """;
        assertThat(between(list, single).summary()).isEqualTo("nothing changes");
    }

    @Test
    void aKustomizationThatOnlyListsFilesIsLeftAlone(@TempDir Path folder) throws IOException {
        String list = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- cm.yaml\n";
        Files.writeString(folder.resolve("kustomization.yaml"), list);
        Files.writeString(folder.resolve("cm.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n");
        assertThat(Snapshot.of(folder).documents()).hasSize(1);
        for (String change : List.of("namePrefix: dev-\n", "- ../base\n", "- https://example.com/x\n")) {
            Files.writeString(folder.resolve("kustomization.yaml"), list + change);
            assertThatThrownBy(() -> Snapshot.of(folder))
                    .isInstanceOf(UnusableInputException.class)
                    .hasMessageContaining("build it first: kubectl kustomize");
        }
    }

    @Test
    void hiddenFoldersAndOtherFilesAreLeftAlone(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/x.yaml"), "{");
        Files.writeString(folder.resolve("README.md"), "{");
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/cm.yml"), "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n");
        assertThat(Snapshot.of(folder).documents()).hasSize(1);
    }

    @Test
    @Timeout(120)
    void anAbsurdNumberOfMembersCostsNothing() {
        String old = read("scale-and-template/old.yaml");
        String now = old.replace("replicas: 3", "replicas: 2147483647").replace("1.4.2", "1.4.3");
        assertThat(between(old, now).has(Effect.FAILING)).isTrue();
        assertThat(between(now, old).has(Effect.FAILING)).isTrue();
    }

    @Test
    void stacksAndTextsAndFoldersCanBeCompared(@TempDir Path folder) throws IOException {
        CASSANDRA.manifests().writeTo(folder);
        Change change = Changes.between(
                Snapshot.of(folder),
                Snapshot.ofFiles(
                        folder.toString(), CASSANDRA.storage("20Gi").manifests().files()));
        assertThat(change.summary()).isEqualTo("1 rejected");
        assertThat(change.verdicts().get(0).spot().after().file()).isEqualTo(folder + "/cassandra.statefulset.yaml");
        assertThat(Changes.between(
                                Snapshot.ofFiles("", Map.of("a.yaml", CASSANDRA.yaml())),
                                Snapshot.ofText("b", CASSANDRA.yaml()))
                        .summary())
                .isEqualTo("nothing changes");
    }

    private static String read(String path) {
        try {
            return Files.readString(CatalogueTest.FOLDER.resolve(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // ---- versions that go back, or too far

    private static List<String> search(String old, String now) throws IOException {
        String set = Files.readString(CatalogueTest.FOLDER.resolve("es-version-skipped/old.yaml"));
        return between(set.replace("8.10.0", old), set.replace("8.10.0", now)).verdicts().stream()
                .map(Verdict::id)
                .filter(id -> id.startsWith("es-"))
                .toList();
    }

    @Test
    void elasticsearchTakesNoOlderVersionNotEvenByAPatch() throws IOException {
        assertThat(search("9.2.4", "9.2.3")).containsExactly("es-image-older");
        assertThat(search("9.2.3", "9.2.4")).isEmpty();
    }

    @Test
    void elasticsearchStopsAtTheLastMinorVersionBeforeAMajorOne() throws IOException {
        assertThat(search("8.17.0", "9.0.1")).containsExactly("es-version-skipped");
        assertThat(search("8.18.2", "9.0.1")).isEmpty();
        assertThat(search("8.19.0", "9.0.1")).containsExactly("es-version-skipped");
        assertThat(search("8.18.2", "9.2.4")).containsExactly("es-version-skipped");
        assertThat(search("8.19.10", "9.2.4")).isEmpty();
        assertThat(search("7.17.9", "9.2.4")).containsExactly("es-version-skipped");
    }

    @Test
    void cassandraGoesBackToFourWhereItWritesItsFormat() {
        assertThat(only(row("cassandra-image-older"), "cassandra-image-older")
                        .todo()
                        .get(0))
                .contains("storage_compatibility_mode in cassandra.yaml is CASSANDRA_4");
    }
}
