package dev.statefulstack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final Dns DNS = new Dns(new Site("production", "cluster.local", new KubernetesVersion(28)));
    private static final Identity THREE = Identity.only("zk", 3, 0);
    private static final List<Port> PORTS =
            List.of(new Port("client", 2181, Port.Role.CLIENT, "tcp"), new Port("server", 2888, Port.Role.PEER, "tcp"));

    @Test
    void aPeerExpressionIsWrittenForEachMember() {
        assertThat(PeerExpression.of("server.{id}={host}:{port:server};{port:client}")
                        .forAll(THREE.members(DNS), PORTS, " "))
                .isEqualTo("server.0=zk-0.zk-headless.production.svc.cluster.local:2888;2181"
                        + " server.1=zk-1.zk-headless.production.svc.cluster.local:2888;2181"
                        + " server.2=zk-2.zk-headless.production.svc.cluster.local:2888;2181");
    }

    @Test
    void aMemberCallsItselfByAVariable() {
        assertThat(PeerExpression.of("{name}=http://{host}").forOne(THREE.self(DNS), PORTS))
                .isEqualTo("$(POD_NAME)=http://$(POD_NAME).zk-headless.production.svc.cluster.local");
    }

    @Test
    void anAccessFromOutsideSaysHow() {
        Access.Outside outside = new Access.Outside("zk-0", 31090, false, new TreeMap<>());
        assertThat(Access.outside("zk-0", Role.ALL, PORTS.get(0), outside).outside())
                .isEqualTo(outside);
        assertThatThrownBy(() -> new Access("zk", Access.Kind.OUTSIDE, Role.ALL, PORTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{port:nothing}", "{hots}", "{host"})
    void aMarkThatMeansNothingFails(String item) {
        assertThatThrownBy(() -> PeerExpression.of(item).forAll(THREE.members(DNS), PORTS, ","))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(item);
    }

    @Test
    void aTemplateWantsExactlyItsMarks() {
        Template template = Template.of("x.sh", "exec @{run} --id=@{id}\n");
        assertThat(template.fill("run", "/bin/x", "id", "7")).isEqualTo("exec /bin/x --id=7\n");
        assertThatThrownBy(() -> template.fill("run", "/bin/x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("x.sh")
                .hasMessageContaining("id");
        assertThatThrownBy(() -> template.fill("run", "/bin/x", "id", "7", "more", "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("more");
        assertThatThrownBy(() -> Template.load("nowhere.sh")).hasMessageContaining("nowhere.sh");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka,                                kafka,                     ,       ",
        "apache/kafka:4.4.0,                   apache/kafka,              4.4.0,  ",
        "localhost:5000/kafka,                 localhost:5000/kafka,      ,       ",
        "localhost:5000/a/kafka:4@md5:00112233445566778899aabbccddeeff, localhost:5000/a/kafka, 4, md5:00112233445566778899aabbccddeeff"
    })
    void anImageHasParts(String text, String repository, String tag, String digest) {
        assertThat(ImageReference.parse(text)).isEqualTo(new ImageReference(repository, tag, digest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/kafka", "kafka/", "a//b", "kafka:", "kafka:a b", "Kafka:1", "kafka@", "kafka@sha256", ":1"
            })
    void whatIsNoImageIsRefused(String text) {
        assertThat(ImageReference.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$(A)|A",
                "x $(A)-$(B) y|A B",
                "$$(A)|",
                "$$$(A)|A",
                "$(A|",
                "${A} $A|",
                "$(POD_NAME##*-)|POD_NAME##*-",
                "$(f $(A))|f $(A",
                "$|"
            })
    void referencesAreFoundAsTheKubeletFindsThem(String text, String names) {
        assertThat(String.join(" ", EnvReferences.in(text))).isEqualTo(names == null ? "" : names);
    }

    @ParameterizedTest
    @CsvSource({"a,true", "a-0,true", "0,true", "-a,false", "a-,false", "A,false", "a.b,false", "'',false", "a_b,false"
    })
    void labelsFollowDns1123(String text, boolean legal) {
        assertThat(Names.isLabel(text)).isEqualTo(legal);
    }

    @Test
    void namesEndAtTheirLimits() {
        assertThat(Names.isLabel("a".repeat(63))).isTrue();
        assertThat(Names.isLabel("a".repeat(64))).isFalse();
        assertThat(Names.isSubdomain(("a".repeat(62) + ".").repeat(4) + "b")).isTrue();
        assertThat(Names.isSubdomain(("a".repeat(62) + ".").repeat(4) + "bb")).isFalse();
        assertThat(Names.isPortName("a".repeat(15))).isTrue();
        assertThat(Names.isPortName("a".repeat(16))).isFalse();
        assertThat(Names.isPortName("123")).isFalse();
        assertThat(Names.isPortName("a--b")).isFalse();
        assertThat(Names.STATEFUL_SET).isEqualTo(52);
    }

    @ParameterizedTest
    @CsvSource({"1.28,28", "v1.30,30", "1.31.4,31", "1.,", "1,", "2.28,", "1.28a,", "1.-1,", "'',", "1.1000,"})
    void kubernetesVersionsAreRead(String text, Integer minor) {
        assertThat(KubernetesVersion.parse(text)).isEqualTo(minor == null ? null : new KubernetesVersion(minor));
    }

    @Test
    void keysOfLabelsHaveAnOptionalPrefix() {
        assertThat(Names.isQualifiedName("team")).isTrue();
        assertThat(Names.isQualifiedName("example.com/team_A.b")).isTrue();
        assertThat(Names.isQualifiedName("")).isFalse();
        assertThat(Names.isQualifiedName("example.com/")).isFalse();
        assertThat(Names.isQualifiedName("/team")).isFalse();
        assertThat(Names.isQualifiedName("Example.com/team")).isFalse();
        assertThat(Names.isQualifiedName("a/b/c")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "4.4.0,4,4,0,4.4.0",
        "3.9.1-rc0,3,9,1,3.9.1",
        "5.0,5,0,0,5.0",
        "latest,,,,",
        "4.x.0,,,,",
        "4.4.0.1,,,,",
        "4,,,,"
    })
    void versionsAreRead(String text, Integer major, Integer minor, Integer patch, String shown) {
        assertThat(Version.parse(text)).isEqualTo(major == null ? null : new Version(major, minor, patch, shown));
    }

    @Test
    void versionsAreComparedByNumber() {
        assertThat(Version.of(3, 10, 0).isAtLeast(Version.of(3, 9, 1))).isTrue();
        assertThat(Version.of(3, 9, 0).isAtLeast(Version.of(3, 9, 1))).isFalse();
        assertThat(Version.of(4, 0, 0).isAtLeast(Version.of(3, 9, 1))).isTrue();
        assertThat(Version.of(4, 4, 9).isBeyond(Version.of(4, 4, 0))).isFalse();
        assertThat(Version.of(4, 5, 0).isBeyond(Version.of(4, 4, 0))).isTrue();
        assertThat(Version.of(5, 0, 0).isBeyond(Version.of(4, 4, 0))).isTrue();
    }
}
