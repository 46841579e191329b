package io.meridian.topology.flow;

/**
 * How far event time has come in one raw partition: it sends no more readings of windows that close at or before the
 * watermark.
 *
 * @param partition number of the raw partition, at least 0
 * @param watermark its newest event time, milliseconds since 1970-01-01T00:00:00Z; -1 where it has had no reading
 * @param idle whether it has fallen silent, and so holds no window open
 */
public record WatermarkMark(int partition, long watermark, boolean idle) implements PartialsRecord {}
