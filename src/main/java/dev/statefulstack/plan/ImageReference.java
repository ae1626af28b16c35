package dev.statefulstack.plan;

import org.jspecify.annotations.Nullable;

/**
 * The parts of an image's name: {@code registry:5000/path/kafka:4.4.0@sha256:...}.
 *
 * @param repository with registry and path
 * @param tag null when there is none
 * @param digest null when there is none
 */
public record ImageReference(
        String repository, @Nullable String tag, @Nullable String digest) {
    /** Null where the text cannot be an image's name. */
    public static @Nullable ImageReference parse(String text) {
        String rest = text;
        String digest = null;
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = rest.substring(at + 1);
            rest = rest.substring(0, at);
        }
        String tag = null;
        int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
        if (colon >= 0) {
            tag = rest.substring(colon + 1);
            rest = rest.substring(0, colon);
        }
        boolean legal = isPath(rest) && (tag == null || isWord(tag)) && (digest == null || isDigest(digest));
        return legal ? new ImageReference(rest, tag, digest) : null;
    }

    /** The {@code kafka} of {@code registry.example.com/mirror/apache/kafka}. */
    public String lastSegment() {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }

    /** Whether the path goes through the segment, as in {@code docker.io/bitnami/kafka}. */
    public boolean hasSegment(String segment) {
        return ("/" + repository + "/").contains("/" + segment + "/");
    }

    /** Bitnami packs the software of others under the same last segment, with contracts of its own. */
    public boolean isBitnami() {
        return hasSegment("bitnami") || hasSegment("bitnamilegacy");
    }

    private static boolean isPath(String text) {
        if (text.isEmpty() || text.startsWith("/") || text.endsWith("/") || text.contains("//")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && "/._-:".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(String text) {
        if (text.isEmpty() || text.length() > 128) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && "._-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The name of an algorithm and the hash in hexadecimal digits: {@code sha256:} and 64 of them. */
    private static boolean isDigest(String text) {
        int colon = text.indexOf(':');
        String hash = text.substring(colon + 1);
        for (int i = 0; i < hash.length(); i++) {
            if (Character.digit(hash.charAt(i), 16) < 0) {
                return false;
            }
        }
        return colon > 0
                && isWord(text.substring(0, colon))
                && hash.length() >= 32
                && (!text.startsWith("sha256:") || hash.length() == 64);
    }
}
