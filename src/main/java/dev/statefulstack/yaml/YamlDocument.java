package dev.statefulstack.yaml;

import dev.statefulstack.tree.MapNode;

/**
 * One document of a file. Every node knows its position.
 *
 * @param template the chart's template that it was rendered from, as Helm writes it into a comment
 *     ({@code # Source: kafka/templates/set.yaml}); empty where there is none
 */
public record YamlDocument(MapNode root, String template) {}
