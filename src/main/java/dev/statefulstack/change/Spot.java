package dev.statefulstack.change;

import dev.statefulstack.tree.Position;

/**
 * A field of an object, with its place in both versions.
 *
 * @param path empty for the whole object
 * @param before {@link Position#NONE} where the version does not have it, or was not read from a text
 * @param after likewise
 */
public record Spot(Pair object, String path, Position before, Position after) {}
