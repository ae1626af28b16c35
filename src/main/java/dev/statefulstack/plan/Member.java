package dev.statefulstack.plan;

/**
 * One member of a group, as the others call it.
 *
 * @param id its number
 * @param host its full DNS name
 */
public record Member(String id, String name, String host) {}
