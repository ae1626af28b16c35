package dev.statefulstack.elasticsearch;

/**
 * The heap of a member. Source: elastic/elasticsearch MachineDependentHeap.java; Elastic documentation.
 *
 * @param mebibytes initial and largest size: the server refuses to start where they differ
 */
record Heap(long mebibytes) {
    /** Beyond 31 GiB the JVM can no longer use its short references. */
    static final long MOST = 31 * 1024;

    /** What the server never goes below when it chooses by itself. */
    static final long LEAST = 128;

    /** The page cache, threads and buffers need the rest. */
    static final int MOST_PERCENT = 60;

    private static final int MEBIBYTE = 1 << 20;

    static Heap of(long bytes) {
        return new Heap(bytes / MEBIBYTE);
    }

    static Heap ofMemory(long bytes) {
        return new Heap(Math.min(of(bytes / 2).mebibytes, MOST));
    }

    boolean isOver(long memoryBytes) {
        return mebibytes > MOST || mebibytes > of(memoryBytes / 100 * MOST_PERCENT).mebibytes;
    }

    /** {@code -Xms2048m -Xmx2048m}. */
    @Override
    public String toString() {
        return "-Xms" + mebibytes + "m -Xmx" + mebibytes + "m";
    }
}
