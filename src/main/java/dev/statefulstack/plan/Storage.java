package dev.statefulstack.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member reads and writes: claims keep it, scratch space forgets it when the member is replaced. */
public record Storage(List<Claim> claims, List<Scratch> scratch, List<Files> files, List<Copy> copies) {
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

    /**
     * A writable directory in an otherwise read-only file system.
     *
     * @param seeded whether it begins with what the image has at the path
     */
    public record Scratch(String name, String mountPath, String sizeLimit, boolean seeded) {}

    /**
     * A read-only directory with the keys of a ConfigMap or a Secret as files, or one such file beside those that the
     * image has in the directory. Several may have one volume's name.
     *
     * @param key the one that is mounted as a file at the path, or null for a directory of all. The kubelet keeps
     *     directories up to date, and files as they were when the pod started.
     */
    public record Files(
            String name,
            String mountPath,
            Source source,
            String object,
            @Nullable String key) {
        public enum Source {
            CONFIG_MAP,
            SECRET
        }

        /** A directory of all keys. */
        public Files(String name, String mountPath, Source source, String object) {
            this(name, mountPath, source, object, null);
        }
    }

    /**
     * A read-only directory with one file of another image, copied there before the member starts. The image needs the
     * command {@code cp}.
     *
     * @param file absolute path in the image; it keeps its name
     */
    public record Copy(String name, String mountPath, String sizeLimit, String image, String file) {}

    public Storage {
        claims = List.copyOf(claims);
        scratch = List.copyOf(scratch);
        files = List.copyOf(files);
        copies = List.copyOf(copies);
    }

    /** Without files of other images. */
    public Storage(List<Claim> claims, List<Scratch> scratch, List<Files> files) {
        this(claims, scratch, files, List.of());
    }

    /** Without files of ConfigMaps or Secrets. */
    public Storage(List<Claim> claims, List<Scratch> scratch) {
        this(claims, scratch, List.of());
    }
}
