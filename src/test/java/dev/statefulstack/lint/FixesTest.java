package dev.statefulstack.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Rule;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who writes YAML by hand is told what to change there, and who has a stack is told what to say in Java. */
class FixesTest {
    /** A call such as {@code .replicas(3)}, and what only a stack has. */
    private static final Pattern OF_STACKS =
            Pattern.compile("(^|[\\s(,])\\.[a-z][A-Za-z]*\\(|\\bth(e|is) stack|\\bcomputed\\b");

    private static final String SINGLE_BROKER = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata:
              name: kafka
              namespace: production
              labels:
                app.kubernetes.io/managed-by: %s
            spec:
              serviceName: kafka-headless
              replicas: 1
              selector:
                matchLabels:
                  app: kafka
              template:
                metadata:
                  labels:
                    app: kafka
                spec:
                  containers:
                  - name: kafka
                    image: apache/kafka:4.0.0
                    env:
                    - name: KAFKA_PROCESS_ROLES
                      value: broker,controller
                    - name: KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR
                      value: "3"
            """;

    private static String fix(String manager) {
        for (Finding finding : StatefulStack.lint()
                .text("kafka.yaml", SINGLE_BROKER.formatted(manager))
                .run()
                .findings()) {
            if (finding.id().equals("kafka-replication-over-brokers")
                    && finding.path().contains("OFFSETS_TOPIC")) {
                return finding.fix();
            }
        }
        return "";
    }

    @Test
    void aManifestOfAnybodyIsMendedInYaml() {
        assertThat(fix("Helm"))
                .isEqualTo("set KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR to 1 or less, or run more brokers");
    }

    @Test
    void aManifestOfAStackIsMendedInJava() {
        assertThat(fix("statefulstack")).isEqualTo("say .replicas(n), from which it is computed");
    }

    /** The texts of every class that reports on manifests, in every branch of it, whether an example reaches it or not. */
    @Test
    void noRuleOfManifestsSpeaksOfStacksElsewhere() throws IOException {
        List<String> ofStacks = new ArrayList<>();
        for (Rule rule : StatefulStack.lint().rules()) {
            ofStacks.add(rule.ofStacks());
        }
        assertThat(ofStacks.stream().filter(text -> OF_STACKS.matcher(text).find()))
                .hasSizeGreaterThan(20);
        TreeSet<String> looked = new TreeSet<>();
        List<String> allowed = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (JavaClass type : reporters()) {
            looked.add(type.getSimpleName());
            for (String text : texts(type)) {
                if (OF_STACKS.matcher(text).find()) {
                    (ofStacks.contains(text) ? allowed : found).add(type.getSimpleName() + ": " + text);
                }
            }
        }
        assertThat(looked)
                .contains("QuorumCheck", "ExternalWiring", "SeedsOfNode", "NodeRules", "PodCheck", "ServiceTargets")
                .hasSizeGreaterThan(40);
        assertThat(allowed).hasSizeGreaterThan(20);
        assertThat(found).isEmpty();
    }

    private static List<JavaClass> reporters() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.statefulstack");
        List<JavaClass> reporters = new ArrayList<>();
        for (JavaClass type : classes) {
            if (type.getMethodCallsFromSelf().stream()
                    .anyMatch(call -> call.getName().startsWith("report")
                            && List.of("Document", "Server")
                                    .contains(call.getTargetOwner().getSimpleName()))) {
                reporters.add(type);
            }
        }
        return reporters;
    }

    /** The strings in the class file's constants (Java Virtual Machine Specification, 4.4). */
    private static List<String> texts(JavaClass type) throws IOException {
        List<String> texts = new ArrayList<>();
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream stream = Objects.requireNonNull(type.reflect().getResourceAsStream(file));
                DataInputStream in = new DataInputStream(stream)) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.add(in.readUTF());
                    case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    default -> throw new IOException("unknown constant " + tag);
                }
            }
        }
        return texts;
    }
}
