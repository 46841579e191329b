package io.meridian.app.query;

import java.util.Set;
import java.util.TreeSet;

/**
 * What one instance asks of another: to answer from its own state alone.
 *
 * @param partitions of which partitions; empty where it is asked for itself
 * @param standby whether a copy will do
 */
public record Hop(Set<Integer> partitions, boolean standby) {
    public Hop {
        partitions = Set.copyOf(new TreeSet<>(partitions));
    }
}
