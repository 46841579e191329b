package io.meridian.benchmarks.contender;

/** A valid reading on its way to its region's task. */
public record RegionReading(String region, String metric, double value) {}
