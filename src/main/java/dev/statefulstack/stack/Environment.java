package dev.statefulstack.stack;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Stacks that live side by side, in one cluster as a rule. Stacks of one environment are checked together; those of two
 * may have the same names. Each named environment has a folder of its own.
 */
@CheckReturnValue
public final class Environment {
    /** Between the parts of a name such as {@code eu/production}. */
    private static final String SEPARATOR = "/";

    /** No part may be hidden, mean the folder above, or end in a way that Windows drops. */
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");

    private final String name;
    private final List<AnyStack> stacks;

    private Environment(String name, Collection<? extends AnyStack> stacks) {
        this.name = name;
        this.stacks = List.copyOf(stacks);
    }

    /** See {@link #of(String, Collection)}. */
    public static Environment of(String name, AnyStack... stacks) {
        return of(name, Arrays.asList(stacks));
    }

    /**
     * A named environment.
     *
     * @param name becomes the name of a folder, or with slashes of several: letters, digits, dots, dashes and
     *     underscores, beginning and ending with a letter or a digit
     * @throws IllegalArgumentException if the name is anything else
     * @throws NullPointerException if a stack is null
     */
    public static Environment of(String name, Collection<? extends AnyStack> stacks) {
        for (String part : name.split(SEPARATOR, -1)) {
            if (!FOLDER.matcher(part).matches()) {
                throw new IllegalArgumentException(
                        "'" + name + "' cannot be the name of an environment, because '" + part
                                + "' cannot be that of its folder: use letters, digits, dots, dashes and underscores, and a"
                                + " letter or digit at both ends");
            }
        }
        return checked(name, stacks);
    }

    /** See {@link #only(Collection)}. */
    public static Environment only(AnyStack... stacks) {
        return only(Arrays.asList(stacks));
    }

    /**
     * The environment of a repository that has only one. It has no name, and its files no folder of their own.
     *
     * @throws NullPointerException if a stack is null
     */
    public static Environment only(Collection<? extends AnyStack> stacks) {
        return checked("", stacks);
    }

    private static Environment checked(String name, Collection<? extends AnyStack> stacks) {
        for (AnyStack stack : stacks) {
            Objects.requireNonNull(stack, () -> "one of the stacks of the environment '" + name + "' is null");
        }
        return new Environment(name, stacks);
    }

    /** Empty for the only one. */
    public String name() {
        return name;
    }

    public List<AnyStack> stacks() {
        return stacks;
    }

    /**
     * The manifests of all stacks, checked together.
     *
     * @throws InvalidStackException with the errors of all stacks and of their combination
     */
    public Manifests manifests() {
        return Manifests.of(stacks);
    }

    /** All manifests as one YAML text, which is what a test of a platform repository compares. See {@link #manifests}. */
    public String yaml() {
        return manifests().yaml();
    }

    /** For messages: the name and how many stacks. */
    @Override
    public String toString() {
        return (name.isEmpty() ? "environment" : "environment " + name) + " of " + stacks.size() + " stacks";
    }
}
