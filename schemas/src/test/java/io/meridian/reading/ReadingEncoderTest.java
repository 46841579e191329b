package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingEncoderTest {
    private static final long SEED = Long.getLong("meridian.test.seed", System.nanoTime());

    private final ReadingEncoder encoder = new ReadingEncoder();

    @Test
    void shouldWriteTheCanonicalForm() {
        assertThat(encode("cpu_load", 78.4, "2025-03-12T14:30:00Z")).isEqualTo(Records.VALID);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-12T14:30:00.500Z, 2025-03-12T14:30:00.500Z",
        "2025-03-12T14:30:00.007Z, 2025-03-12T14:30:00.007Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
    })
    void shouldWriteMillisecondsOnlyWhereThereAreSome(String moment, String written) {
        assertThat(encode("m", 1, moment)).endsWith("\"timestamp\":\"" + written + "\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a "b" \\ c | a \\"b\\" \\\\ c
            a/b        | a/b
            °C 😀      | °C 😀
            """)
    void shouldEscapeTheMetric(String metric, String written) {
        assertThat(encode(metric, 1, "2025-03-12T14:30:00Z")).contains("\"metric\":\"" + written + "\"");
    }

    @Test
    void shouldBeReadBackByBothDecoders() {
        Random random = new Random(SEED);
        StrictReadingDecoder strict = new StrictReadingDecoder(65_536, true);
        FastReadingDecoder fast = new FastReadingDecoder();
        for (int i = 0; i < 20_000; i++) {
            Reading reading = new Reading(
                    "d-%04d".formatted(random.nextInt(10_000)),
                    "metric_" + random.nextInt(100),
                    Math.rint(random.nextGaussian() * 1e6) / Math.pow(10, random.nextInt(6)),
                    random.nextLong(FieldRules.LAST_TIMESTAMP));
            byte[] json = encoder.encode(reading);

            assertThat(strict.decode(json).reading()).as("seed %d", SEED).hasValue(reading);
            assertThat(fast.decode(json, new ReadingFields()))
                    .as("seed %d: recognised %s", SEED, new String(json, StandardCharsets.UTF_8))
                    .isTrue();
        }
    }

    @Test
    void shouldSerializeForKafkaAndKeepAMissingReadingMissing() {
        try (ReadingSerializer serializer = new ReadingSerializer()) {
            Reading reading = new Reading("d-8842", "cpu_load", 78.4, 1_741_789_800_000L);

            assertThat(serializer.serialize("telemetry.raw", reading))
                    .asString()
                    .isEqualTo(Records.VALID);
            assertThat(serializer.serialize("telemetry.raw", null)).isNull();
        }
    }

    private String encode(String metric, double value, String moment) {
        Reading reading =
                new Reading("d-8842", metric, value, Instant.parse(moment).toEpochMilli());
        return new String(encoder.encode(reading), StandardCharsets.UTF_8);
    }
}
