package dev.statefulstack.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a member's container may use.
 *
 * @param cpuLimit null for none: a limit makes the kernel pause the process although the node has CPU to spare
 * @param memory both request and limit, so that the member is never the first to be killed for memory
 */
public record Resources(String cpu, @Nullable String cpuLimit, String memory) {}
