package dev.statefulstack.stack;

/**
 * An image whose contract the user named, because its name does not show it.
 *
 * @param <C> the system's type of contracts
 */
public record NamedImage<C>(String image, C contract) {}
