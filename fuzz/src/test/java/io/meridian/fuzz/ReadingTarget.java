package io.meridian.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.reading.DecodedFields;
import io.meridian.reading.FastReadingDecoder;
import io.meridian.reading.ReadingFields;
import io.meridian.reading.StrictReadingDecoder;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** What the fast path takes, the authority takes with equal fields; and what it takes, plain Jackson reads alike. */
public final class ReadingTarget {
    private static final FastReadingDecoder FAST = new FastReadingDecoder();
    private static final StrictReadingDecoder STRICT = new StrictReadingDecoder(65_536, true);
    private static final FastReadingDecoder FAST_IGNORING = new FastReadingDecoder(65_536, false);
    private static final StrictReadingDecoder STRICT_IGNORING = new StrictReadingDecoder(65_536, false);
    private static final ObjectMapper JACKSON = new ObjectMapper();

    /** Offsets of RFC 3339 that java.time does not know. */
    private static final Pattern BEYOND_JAVA = Pattern.compile("[+-](1[89]|2[0-3]):");

    private ReadingTarget() {}

    public static void fuzzerTestOneInput(byte[] json) throws IOException {
        DecodedFields strict = STRICT.decode(json);
        checkFast(FAST, strict, json);
        checkFast(FAST_IGNORING, STRICT_IGNORING.decode(json), json);
        if (strict.violations().isEmpty()) {
            JsonNode plain = JACKSON.readTree(json);
            Check.same(
                    plain.get("device_id").asText(),
                    "d-%04d".formatted(strict.device().orElseThrow()));
            Check.same(plain.get("metric").asText(), strict.metric().orElseThrow());
            Check.same(plain.get("value").asDouble() + 0.0, strict.value().orElseThrow());
            if (BEYOND_JAVA.matcher(plain.get("timestamp").asText()).find()) {
                return;
            }
            String time = plain.get("timestamp")
                    .asText()
                    .replace(' ', 'T')
                    .replace('t', 'T')
                    .replace('z', 'Z');
            Check.same(
                    OffsetDateTime.parse(time).toInstant().toEpochMilli(),
                    strict.timestamp().orElseThrow());
        }
    }

    private static void checkFast(FastReadingDecoder decoder, DecodedFields strict, byte[] json) {
        ReadingFields fields = new ReadingFields();
        if (decoder.decode(json, fields)) {
            Check.that(strict.violations().isEmpty(), "the fast path took what the authority rejects", strict);
            Check.same(fields.device, strict.device().orElseThrow());
            Check.same(fields.metric, strict.metric().orElseThrow());
            Check.same(fields.value, strict.value().orElseThrow());
            Check.same(fields.timestamp, strict.timestamp().orElseThrow());
        }
    }
}
