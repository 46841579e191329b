package io.meridian.topology.closing;

import io.meridian.topology.window.TumblingWindows;
import java.time.Duration;

/**
 * What the second stage is told.
 *
 * @param windows when windows end and close
 * @param retention how long after its end a window is kept in the store
 * @param rawPartitions how many partitions the raw topic has
 * @param toChanges name of the child node that leads to the topic of all changes
 * @param toFinals name of the child node that leads to the topic of closed windows
 */
public record ClosingOptions(
        TumblingWindows windows, Duration retention, int rawPartitions, String toChanges, String toFinals) {}
