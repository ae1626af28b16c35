package dev.statefulstack.plan;

import java.util.Objects;

/** An environment variable of a member. */
public record Env(String name, Source source) {
    /** The variable that every member finds its own name in; later variables may refer to it. */
    public static final String OWN_NAME = "POD_NAME";

    /** Where the value comes from. What is about members or another stack becomes text before it reaches a pod. */
    public sealed interface Source permits Text, Self, SecretKey, ConfigKey, Peers, ClientView {}

    /** The text itself; <code>$(NAME)</code> refers to a variable that stands earlier in the list. */
    public record Text(String text) implements Source {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** Something that the member learns about itself when it starts. */
    public enum Self implements Source {
        NAME,
        ORDINAL,
        ADDRESS,
        /** The zone of its node. Source: kubernetes/enhancements KEP-4742. */
        ZONE
    }

    /** A key of an existing Secret: the value is never written here. */
    public record SecretKey(String secret, String key) implements Source {
        public SecretKey {
            Objects.requireNonNull(secret, "secret");
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * A key of a ConfigMap.
     *
     * @param optional whether the variable is simply absent where the key is
     */
    public record ConfigKey(String configMap, String key, boolean optional) implements Source {
        public ConfigKey {
            Objects.requireNonNull(configMap, "configMap");
            Objects.requireNonNull(key, "key");
        }
    }

    public static Env of(String name, String text) {
        return new Env(name, new Text(text));
    }

    /** Every member's own name, as {@link #OWN_NAME}. */
    public static Env ownName() {
        return new Env(OWN_NAME, Self.NAME);
    }
}
