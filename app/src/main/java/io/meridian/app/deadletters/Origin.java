package io.meridian.app.deadletters;

/**
 * Where a record was rejected.
 *
 * @param partition at least 0
 * @param offset at least 0
 */
public record Origin(String topic, int partition, long offset) {}
