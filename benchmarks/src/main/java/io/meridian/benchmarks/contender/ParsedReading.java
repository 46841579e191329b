package io.meridian.benchmarks.contender;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * A record's bytes and the reading they are, if they are one.
 *
 * @param bytes as they came
 * @param reading null where they are not valid
 * @param time of the reading, in milliseconds since 1970-01-01T00:00:00Z
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ParsedReading(byte[] bytes, @Nullable RegionReading reading, long time) {
    boolean isValid() {
        return reading != null;
    }

    long time(long partitionTime) {
        return isValid() ? time : Math.max(0, partitionTime);
    }

    KeyValue<String, RegionReading> bySeries() {
        RegionReading valid = requireNonNull(reading);
        return KeyValue.pair(valid.region() + "|" + valid.metric(), valid);
    }
}
