package io.meridian.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.reading.DecodedFields;
import io.meridian.reading.RejectCode;
import io.meridian.reading.StrictReadingDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingGeneratorTest {
    private static final long NOW = 1_741_789_800_000L;

    private final StrictReadingDecoder decoder = new StrictReadingDecoder(65_536, true);

    @Test
    void shouldMakeTheSameRecordsOfTheSameSeed() {
        assertThat(records(7, 0.2)).isEqualTo(records(7, 0.2)).isNotEqualTo(records(8, 0.2));
    }

    @Test
    void shouldMakeValidReadingsKeyedByDeviceUpToTwoSecondsOld() {
        for (LoadRecord record : records(1, 0)) {
            DecodedFields fields = decoder.decode(record.value());
            assertThat(fields.violations()).as(record.toString()).isEmpty();
            assertThat(record.key())
                    .isEqualTo("d-%04d".formatted(fields.device().orElseThrow()));
            assertThat(fields.device().orElseThrow()).isBetween(0, 49);
            assertThat(fields.value().orElseThrow()).isBetween(0.0, 100.0);
            assertThat(fields.timestamp().orElseThrow()).isBetween(NOW - 2_000, NOW);
            assertThat(record.isValid()).isTrue();
        }
    }

    @Test
    void shouldMakeTheShareOfInvalidRecordsThatIsAskedForInManyWays() {
        List<LoadRecord> invalid =
                records(1, 0.1).stream().filter(record -> !record.isValid()).toList();

        assertThat(invalid).hasSizeBetween(150, 250);
        Set<RejectCode> codes = EnumSet.noneOf(RejectCode.class);
        for (LoadRecord record : invalid) {
            DecodedFields fields = decoder.decode(record.value());
            boolean ahead = fields.timestamp().orElse(NOW) > NOW + 300_000;
            boolean tooLarge = fields.value().orElse(0) > 100;
            assertThat(ahead || tooLarge || !fields.violations().isEmpty())
                    .as(record.toString())
                    .isTrue();
            fields.violations().forEach(violation -> codes.add(violation.code()));
        }
        assertThat(codes)
                .contains(
                        RejectCode.WRONG_TYPE,
                        RejectCode.INVALID_DEVICE_ID,
                        RejectCode.INVALID_METRIC,
                        RejectCode.INVALID_TIMESTAMP,
                        RejectCode.MISSING_FIELD,
                        RejectCode.INVALID_JSON);
    }

    @Test
    void shouldSayWhatIsWrongWithAProfile() {
        assertThat(new LoadProfile(1, 0, List.of(), Double.NaN).problems())
                .hasSize(3)
                .anyMatch(problem -> problem.startsWith("--devices 0"))
                .anyMatch(problem -> problem.startsWith("--metrics"))
                .anyMatch(problem -> problem.startsWith("--invalid-share NaN"));
    }

    @Test
    void shouldEscapeNothingThatUtf8Has() {
        LoadProfile profile = new LoadProfile(1, 1, List.of("Zähler"), 0);

        assertThat(new String(new ReadingGenerator(profile).next(NOW).value(), StandardCharsets.UTF_8))
                .contains("Zähler");
    }

    private static List<LoadRecord> records(long seed, double invalidShare) {
        ReadingGenerator generator =
                new ReadingGenerator(new LoadProfile(seed, 50, List.of("cpu", "mem"), invalidShare));
        return IntStream.range(0, 2_000).mapToObj(i -> generator.next(NOW)).toList();
    }
}
