package io.meridian.app.deadletters;

/**
 * How a reading missed its window.
 *
 * @param windowStart ISO-8601, inclusive
 * @param windowEnd ISO-8601, exclusive
 * @param byMillis how far its partition's time had passed the closing, in milliseconds
 */
public record Late(String windowStart, String windowEnd, String byMillis) {}
