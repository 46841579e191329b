package io.meridian.app.query;

/**
 * A part of an answer that came from a copy.
 *
 * @param instance who answered, host:port
 * @param partition of which partition of the state
 * @param millis how old the copy is at most, in milliseconds
 * @param records by how many records of the changelog it lags
 */
public record Staleness(String instance, int partition, long millis, long records) {}
