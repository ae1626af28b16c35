package dev.statefulstack.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member writes to: claims keep it, scratch space forgets it when the member is replaced. */
public record Storage(List<Claim> claims, List<Scratch> scratch) {
    /**
     * A volume of its own for each member.
     *
     * @param storageClass null for the cluster's default
     */
    public record Claim(
            String name,
            String mountPath,
            String size,
            @Nullable String storageClass) {}

    /** A writable directory in an otherwise read-only file system. */
    public record Scratch(String name, String mountPath, String sizeLimit) {}

    public Storage {
        claims = List.copyOf(claims);
        scratch = List.copyOf(scratch);
    }
}
