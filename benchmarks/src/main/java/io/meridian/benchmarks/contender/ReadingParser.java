package io.meridian.benchmarks.contender;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.meridian.benchmarks.workload.Fleet;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and checks readings the usual way: databind to an object, a regular expression, {@link Instant#parse}. */
final class ReadingParser {
    private static final Pattern DEVICE_ID = Pattern.compile("d-\\d{4}");

    /** As databind fills it. The value stays a node, lest "78.4" be taken for a number. */
    private record Wire(
            @JsonProperty("device_id") @Nullable String deviceId,
            @Nullable String metric,
            @Nullable JsonNode value,
            @Nullable String timestamp) {}

    private final ObjectReader reader;
    private final List<String> regions;

    ReadingParser(ObjectMapper mapper, Fleet fleet) {
        this.reader = mapper.readerFor(Wire.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.regions = fleet.regionOfDevices();
    }

    ParsedReading parse(byte[] bytes) {
        try {
            return checked(bytes, reader.readValue(bytes));
        } catch (IOException | DateTimeException e) {
            return new ParsedReading(bytes, null, 0);
        }
    }

    private ParsedReading checked(byte[] bytes, Wire wire) {
        if (wire.deviceId() == null
                || !DEVICE_ID.matcher(wire.deviceId()).matches()
                || wire.metric() == null
                || wire.metric().isBlank()
                || wire.value() == null
                || !wire.value().isNumber()
                || wire.value().doubleValue() < Fleet.MIN
                || wire.value().doubleValue() > Fleet.MAX
                || wire.timestamp() == null) {
            return new ParsedReading(bytes, null, 0);
        }
        String region = regions.get(Integer.parseInt(wire.deviceId().substring(2)));
        RegionReading reading =
                new RegionReading(region, wire.metric(), wire.value().doubleValue());
        return new ParsedReading(bytes, reading, Instant.parse(wire.timestamp()).toEpochMilli());
    }
}
