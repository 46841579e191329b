package io.meridian.benchmarks.micro;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A reading as Jackson's databind fills it, without any rule checked. */
record DatabindReading(@JsonProperty("device_id") String deviceId, String metric, double value, String timestamp) {}
