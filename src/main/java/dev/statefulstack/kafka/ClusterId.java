package dev.statefulstack.kafka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Cluster ids: 16 bytes in URL-safe Base64, 22 characters. Kafka takes others too, but a node started with another id
 * on the same disk stops for ever, so ids are fixed and strict here.
 */
final class ClusterId {
    private static final int BYTES = 16;
    private static final int CHARACTERS = 22;

    /** The id that {@code apache/kafka} gives to every cluster that has none. */
    static final String PUBLIC = "5L6g3nShT-eMCtK--X86sw";

    private ClusterId() {}

    /** The same id for the same namespace and name, now and in every later version. */
    static String derive(String namespace, String name) {
        String text = "kafka/" + namespace + "/" + name;
        String id = encode(text);
        // Command line tools take a leading dash for an option.
        for (int n = 1; id.startsWith("-"); n++) {
            id = encode(text + "#" + n);
        }
        return id;
    }

    static boolean isLegal(String id) {
        if (id.length() != CHARACTERS || id.startsWith("-")) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Whether the last character holds no bits beyond the sixteenth byte. */
    static boolean isCanonical(String id) {
        return "AQgw".indexOf(id.charAt(id.length() - 1)) >= 0;
    }

    private static String encode(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
