package dev.statefulstack.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.Changes;
import dev.statefulstack.DnsLabels;
import dev.statefulstack.StatefulStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** What holds for every pair of versions. */
class ChangePropertyTest {
    /** All approved output and all files of the catalogue: manifests of many kinds. */
    private static final List<Path> MANIFESTS = manifests();

    private static List<Path> manifests() {
        try (Stream<Path> goldens = Files.walk(Path.of("golden"));
                Stream<Path> rows = Files.walk(CatalogueTest.FOLDER)) {
            return Stream.concat(goldens, rows)
                    .filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<Path> paths() {
        return Arbitraries.of(MANIFESTS);
    }

    @Provide
    Arbitrary<String> labels() {
        return DnsLabels.ofMaxLength(30);
    }

    private static Change between(String old, String now) {
        return Changes.between(Snapshot.ofText("old.yaml", old), Snapshot.ofText("new.yaml", now));
    }

    private static List<String> ids(Change change) {
        return change.verdicts().stream()
                .map(verdict -> verdict.effect() + " " + verdict.id() + " "
                        + verdict.spot().object().document() + " "
                        + verdict.spot().path())
                .sorted()
                .toList();
    }

    // ---- the same manifests in another form

    @Property(tries = 300)
    void reformattingIsNoChange(@ForAll("paths") Path path, @ForAll DumperOptions.FlowStyle style) throws IOException {
        String text = Files.readString(path);
        assertThat(between(text, dump(load(text), style)).summary()).isEqualTo("nothing changes");
        assertThat(between(dump(load(text), style), text).summary()).isEqualTo("nothing changes");
    }

    @Property(tries = 300)
    void theOrderOfDocumentsAndKeysIsNoChange(@ForAll("paths") Path path, @ForAll Random random) throws IOException {
        String text = Files.readString(path);
        List<Object> documents = new ArrayList<>();
        for (Object document : load(text)) {
            documents.add(shuffled(document, random));
        }
        Collections.shuffle(documents, random);
        assertThat(between(text, dump(documents, DumperOptions.FlowStyle.BLOCK)).summary())
                .isEqualTo("nothing changes");
    }

    /** Maps have no order; lists keep theirs. */
    private static Object shuffled(Object node, Random random) {
        if (node instanceof Map<?, ?> map) {
            List<Object> keys = new ArrayList<>(map.keySet());
            Collections.shuffle(keys, random);
            Map<Object, Object> other = new LinkedHashMap<>();
            for (Object key : keys) {
                other.put(key, shuffled(map.get(key), random));
            }
            return other;
        }
        if (node instanceof List<?> list) {
            return list.stream().map(item -> shuffled(item, random)).toList();
        }
        return node;
    }

    @Property(tries = 60)
    void howManifestsAreCutIntoFilesSaysNothing(
            @ForAll @IntRange(min = 1, max = 5) int replicas, @ForAll("labels") String name) {
        var stack = StatefulStack.cassandra(name).namespace("p").replicas(replicas);
        Snapshot files = Snapshot.ofFiles("out", stack.manifests().files());
        Snapshot text = Snapshot.ofText("all.yaml", stack.yaml());
        assertThat(Changes.between(files, text).summary()).isEqualTo("nothing changes");
        assertThat(Changes.between(text, files).summary()).isEqualTo("nothing changes");
    }

    @Property(tries = 100)
    void nothingChangesFromAStackToItself(
            @ForAll("labels") String name,
            @ForAll("labels") String namespace,
            @ForAll @IntRange(min = 1, max = 9) int replicas,
            @ForAll @IntRange(max = 1000) int first) {
        var stack = StatefulStack.of(name)
                .namespace(namespace)
                .image("registry.example.com/x:1.0")
                .port("app", 8080)
                .firstOrdinal(first)
                .replicas(replicas);
        Assume.that(stack.findings().stream()
                .noneMatch(finding -> finding.severity() == dev.statefulstack.check.Severity.ERROR));
        assertThat(between(stack.yaml(), stack.yaml()).summary()).isEqualTo("nothing changes");
    }

    @Property(tries = 200)
    void theOrderOfDocumentsInBothVersionsSaysNothingOfAChange(@ForAll("rows") CatalogueTest.Row row)
            throws IOException {
        String old = Files.readString(CatalogueTest.FOLDER.resolve(row.name()).resolve("old.yaml"));
        String now = Files.readString(CatalogueTest.FOLDER.resolve(row.name()).resolve("new.yaml"));
        List<Object> oldDocuments = new ArrayList<>(load(old));
        List<Object> nowDocuments = new ArrayList<>(load(now));
        Collections.reverse(oldDocuments);
        Collections.reverse(nowDocuments);
        assertThat(ids(between(
                        dump(oldDocuments, DumperOptions.FlowStyle.BLOCK),
                        dump(nowDocuments, DumperOptions.FlowStyle.FLOW))))
                .isEqualTo(ids(between(old, now)));
    }

    @Provide
    Arbitrary<CatalogueTest.Row> rows() throws IOException {
        return Arbitraries.of(CatalogueTest.rows());
    }

    // ---- what the API server rejects, in any set that somebody may have

    /** A change that ValidateStatefulSetUpdate refuses, whatever the set. */
    enum Refused {
        SERVICE_NAME {
            @Override
            void apply(Map<String, Object> spec) {
                spec.put("serviceName", "other-than-" + spec.get("serviceName"));
            }
        },
        POD_MANAGEMENT {
            @Override
            void apply(Map<String, Object> spec) {
                spec.put(
                        "podManagementPolicy",
                        "Parallel".equals(spec.get("podManagementPolicy")) ? "OrderedReady" : "Parallel");
            }
        },
        SELECTOR {
            @Override
            void apply(Map<String, Object> spec) {
                map(map(spec, "selector"), "matchLabels").put("added", "x");
                map(map(map(spec, "template"), "metadata"), "labels").put("added", "x");
            }
        },
        LABEL_OF_SELECTOR {
            @Override
            void apply(Map<String, Object> spec) {
                Object first = map(map(spec, "selector"), "matchLabels")
                        .keySet()
                        .iterator()
                        .next();
                map(map(map(spec, "template"), "metadata"), "labels").remove(first);
            }
        },
        CLAIM_SIZE {
            @Override
            void apply(Map<String, Object> spec) {
                map(map(map(claim(spec), "spec"), "resources"), "requests").put("storage", "12345Mi");
            }
        },
        CLAIM_CLASS {
            @Override
            void apply(Map<String, Object> spec) {
                map(claim(spec), "spec").put("storageClassName", "another-one");
            }
        },
        CLAIM_NAME {
            @Override
            void apply(Map<String, Object> spec) {
                map(claim(spec), "metadata").put("name", "another-one");
            }
        },
        CLAIM_LABEL {
            @Override
            void apply(Map<String, Object> spec) {
                map(claim(spec), "metadata").put("labels", Map.of("added", "x"));
            }
        },
        CLAIM_GONE {
            @Override
            void apply(Map<String, Object> spec) {
                spec.remove("volumeClaimTemplates");
            }
        },
        HISTORY {
            @Override
            void apply(Map<String, Object> spec) {
                spec.put("revisionHistoryLimit", 3);
            }
        };

        abstract void apply(Map<String, Object> spec);

        @SuppressWarnings("unchecked")
        static Map<String, Object> map(Map<String, Object> parent, String key) {
            return (Map<String, Object>) parent.get(key);
        }

        @SuppressWarnings("unchecked")
        static Map<String, Object> claim(Map<String, Object> spec) {
            return ((List<Map<String, Object>>) spec.get("volumeClaimTemplates")).get(0);
        }
    }

    @Property(tries = 500)
    @SuppressWarnings("unchecked")
    void whatTheServerRejectsIsRejectedHere(@ForAll("paths") Path path, @ForAll Refused refused) throws IOException {
        String text = Files.readString(path);
        List<Object> documents = load(text);
        boolean changed = false;
        for (Object document : documents) {
            Map<String, Object> root = (Map<String, Object>) document;
            if ("StatefulSet".equals(root.get("kind"))) {
                Map<String, Object> spec = (Map<String, Object>) root.get("spec");
                if (spec.containsKey("volumeClaimTemplates") || !refused.name().startsWith("CLAIM")) {
                    refused.apply(spec);
                    changed = true;
                }
            }
        }
        Assume.that(changed && !Files.readString(path).contains("revisionHistoryLimit"));
        Change change = between(text, dump(documents, DumperOptions.FlowStyle.BLOCK));
        assertThat(change.has(List.of(Effect.REJECTED))).as(change.text()).isTrue();
    }

    @Property(tries = 200)
    @SuppressWarnings("unchecked")
    void aServiceIsHeadlessForLife(@ForAll("paths") Path path) throws IOException {
        String text = Files.readString(path);
        List<Object> documents = load(text);
        boolean changed = false;
        for (Object document : documents) {
            Map<String, Object> root = (Map<String, Object>) document;
            if ("Service".equals(root.get("kind"))) {
                Map<String, Object> spec = (Map<String, Object>) root.get("spec");
                spec.put("clusterIP", "None".equals(spec.get("clusterIP")) ? "10.96.0.77" : "None");
                spec.put("type", "ClusterIP");
                changed = true;
            }
        }
        Assume.that(changed);
        Change change = between(text, dump(documents, DumperOptions.FlowStyle.BLOCK));
        assertThat(change.has(List.of(Effect.REJECTED))).as(change.text()).isTrue();
    }

    // ---- whatever the text

    @Property(tries = 1000)
    void anyTwoFilesAreComparedOrRefused(@ForAll("paths") Path old, @ForAll("paths") Path now) {
        try {
            Change change = Changes.between(old, now);
            assertThat(change.verdicts()).allSatisfy(verdict -> {
                assertThat(verdict.what()).isNotBlank();
                assertThat(verdict.spot().before().line()
                                + verdict.spot().after().line())
                        .isPositive();
                assertThat(verdict.todo()).noneMatch(String::isBlank).noneMatch(line -> line.contains("\n"));
            });
            boolean same = change.verdicts().isEmpty();
            assertThat(Changes.between(now, old).verdicts().isEmpty()).isEqualTo(same);
        } catch (UnusableInputException e) {
            assertThat(e).hasMessageContaining("no object is in both versions");
        }
    }

    @Property(tries = 300)
    void noTextMakesItFail(@ForAll String old, @ForAll String now, @ForAll("paths") Path path) throws IOException {
        for (String text : List.of(now, old + "\n---\n" + Files.readString(path))) {
            try {
                Change change = between(text, Files.readString(path));
                assertThat(change.json()).startsWith("{\n  \"summary\": ");
                assertThat(change.text()).endsWith("\n");
            } catch (UnusableInputException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static List<Object> load(String text) {
        List<Object> documents = new ArrayList<>();
        new Yaml().loadAll(text).forEach(documents::add);
        return documents;
    }

    private static String dump(List<Object> documents, DumperOptions.FlowStyle style) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(style);
        StringBuilder text = new StringBuilder();
        for (Object document : documents) {
            // kubectl wants the separator on a line of its own.
            text.append("---\n").append(new Yaml(options).dump(document));
        }
        return text.toString();
    }
}
