package org.practicehub.bench;

/** What of this process's heap is in use by something. */
final class LiveHeap {

    /** Collects first. */
    @SuppressWarnings("CallsToSystemGc")
    static long bytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private LiveHeap() {}
}
