package org.practicehub.local;

/** What an acknowledged write survives. */
public enum Durability {
    /** The end of every process, {@code kill -9} included; the operating system holds the data. */
    PROCESS,
    /** A power cut as well: written through to the disk before the acknowledgement. */
    DISK
}
