package io.meridian.reading;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes a reading in its canonical JSON form: compact, the fields in the contract's order, the time in UTC with
 * milliseconds only where there are some, and the shortest number that reads back as the same double.
 *
 * <pre>{"device_id":"d-8842","metric":"cpu_load","value":78.4,"timestamp":"2025-03-12T14:30:00Z"}</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class ReadingEncoder {
    /** The JSON text of a reading, in UTF-8. */
    public byte[] encode(Reading reading) {
        StringBuilder json = new StringBuilder(128);
        json.append("{\"device_id\":\"").append(reading.deviceId()).append("\",\"metric\":\"");
        JsonStringEncoder.getInstance().quoteAsString(reading.metric(), json);
        json.append("\",\"value\":");
        ShortestDecimal.append(reading.value(), json);
        // Prints as many groups of three decimals as are not zero; of milliseconds that is none or one.
        json.append(",\"timestamp\":\"").append(Instant.ofEpochMilli(reading.timestamp()));
        return json.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
