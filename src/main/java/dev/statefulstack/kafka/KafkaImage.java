package dev.statefulstack.kafka;

import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Version;
import org.jspecify.annotations.Nullable;

/**
 * What an image does with its environment, for images that cannot be recognised by their name.
 *
 * <pre>{@code
 * .image("registry.example.com/base/broker@sha256:...", KafkaImage.apache("4.4.0"))
 * }</pre>
 */
public final class KafkaImage {
    /** The newest minor version of Kafka that the facts of this package were tested with. */
    static final Version NEWEST_TESTED = Version.of(4, 4, 0);

    /** Confluent Platform 7 holds Kafka 3 and 8 holds 4, with equal minor versions. Source: Confluent, supported versions. */
    private static final int PLATFORM_AHEAD = 4;

    /** From this version on the image of Confluent turns single letters between dashes and dots into something else. */
    private static final Version CONFLUENT_GO_TOOL = Version.of(4, 1, 0);

    /** From this version on Kafka refuses the empty variable that Confluent's image leaves on controllers. */
    private static final Version EMPTY_IS_REFUSED = Version.of(4, 2, 0);

    private final ImageContract contract;
    private final String version;

    private KafkaImage(ImageContract contract, String version) {
        this.contract = contract;
        this.version = version;
    }

    /**
     * The image behaves like {@code apache/kafka}.
     *
     * @param version of Kafka, such as {@code 4.4.0}
     */
    public static KafkaImage apache(String version) {
        return new KafkaImage(ImageContract.APACHE, String.valueOf(version));
    }

    /**
     * The image behaves like {@code confluentinc/cp-kafka}.
     *
     * @param version of Confluent Platform, such as {@code 7.6.0}
     */
    public static KafkaImage confluent(String version) {
        return new KafkaImage(ImageContract.CONFLUENT, String.valueOf(version));
    }

    /**
     * Recognises an image by the last segment of its path and its tag; null where it can't. Other vendors call theirs
     * {@code kafka} too, with other contracts, so their names in the path speak against it.
     */
    static @Nullable KafkaImage recognise(ImageReference image) {
        if (image.tag() == null || image.isBitnami() || image.hasSegment("strimzi")) {
            return null;
        }
        for (ImageContract contract : ImageContract.ALL) {
            if (image.lastSegment().equals(contract.lastSegment())) {
                return new KafkaImage(contract, image.tag());
            }
        }
        return null;
    }

    ImageContract contract() {
        return contract;
    }

    /** The version that the image shows; null where it is none. */
    @Nullable
    Version version() {
        return Version.parse(version);
    }

    /** The version of Kafka in the image; null where it is not known. */
    @Nullable
    Version kafka() {
        Version shown = version();
        return shown == null || contract.equals(ImageContract.APACHE)
                ? shown
                : Version.of(shown.major() - PLATFORM_AHEAD, shown.minor(), 0);
    }

    /** Whether a key with a segment of one letter reaches the server as another key. */
    boolean breaksSingleLetters(Version kafka) {
        return contract.equals(ImageContract.CONFLUENT) && kafka.isAtLeast(CONFLUENT_GO_TOOL);
    }

    /** Whether a node that only votes needs its advertised listeners unset. */
    boolean leavesEmptyListeners(Version kafka) {
        return contract.equals(ImageContract.CONFLUENT) && kafka.isAtLeast(EMPTY_IS_REFUSED);
    }

    @Override
    public String toString() {
        return "KafkaImage." + contract.method() + "(\"" + version + "\")";
    }
}
