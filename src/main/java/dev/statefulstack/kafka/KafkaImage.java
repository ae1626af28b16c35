package dev.statefulstack.kafka;

import dev.statefulstack.plan.ImageReference;
import org.jspecify.annotations.Nullable;

/**
 * What an image does with its environment, for images that cannot be recognised by their name.
 *
 * <pre>{@code
 * .image("registry.example.com/base/broker@sha256:...", KafkaImage.apache("4.4.0"))
 * }</pre>
 */
public final class KafkaImage {
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
        return new KafkaImage(ImageContract.APACHE, version);
    }

    /**
     * Recognises an image by the last segment of its path and its tag; null where it can't. Other vendors call theirs
     * {@code kafka} too, with other contracts, so their names in the path speak against it.
     */
    static @Nullable KafkaImage recognise(ImageReference image) {
        boolean apache = image.lastSegment().equals("kafka")
                && !image.hasSegment("bitnami")
                && !image.hasSegment("bitnamilegacy")
                && !image.hasSegment("strimzi");
        return apache && image.tag() != null ? apache(image.tag()) : null;
    }

    ImageContract contract() {
        return contract;
    }

    /** Null where the version is none. */
    @Nullable
    KafkaVersion version() {
        return KafkaVersion.parse(String.valueOf(version));
    }

    @Override
    public String toString() {
        return "KafkaImage.apache(\"" + version + "\")";
    }
}
